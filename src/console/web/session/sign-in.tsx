import { computed, useSignal } from '@preact/signals';
import { pressed } from '../offline/outbox.js';
import { isUnsent } from '../offline/pressed.js';
import { signIn, signInMessage } from './session.js';
import { signOutFailing } from './sign-out.js';
import { texts } from '../texts.js';

/** How much of hers, and nothing of what: anybody may stand here. */
const waits = computed(() => pressed.value.filter(isUnsent).length);

export function SignIn() {
  const busy = useSignal(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    busy.value = true;
    await signIn((form.get('username') as string).trim(), form.get('password') as string);
    busy.value = false;
  };
  return (
    <main class="sign-in">
      <form onSubmit={submit} aria-labelledby="sign-in-title">
        <img src="/icon.svg" alt="" width="48" height="48" />
        <h1 id="sign-in-title">{texts.product}</h1>
        <p class="quiet">{texts.tagline}</p>
        <label>
          {texts.signIn.username}
          <input name="username" autocomplete="username" autocapitalize="none" spellcheck={false} required autofocus />
        </label>
        <label>
          {texts.signIn.password}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p class="error" role="alert">
          {signOutFailing.value ? texts.signIn.notOut : signInMessage.value}
        </p>
        {waits.value > 0 && <p class="quiet">{texts.unsent.signIn(waits.value)}</p>}
        <button class="primary" disabled={busy.value}>
          {texts.signIn.submit}
        </button>
      </form>
    </main>
  );
}
