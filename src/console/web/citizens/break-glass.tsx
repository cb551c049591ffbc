import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ApiError } from '../api.js';
import { gatewayNow } from '../clock.js';
import { formatMoment, wordFor } from '../labels.js';
import type { BrokenGlass, GlassReason } from '../model.js';
import { may } from '../session/session.js';
import { texts } from '../texts.js';
import { asks } from './asks.js';
import { readCitizen } from './citizen.js';

const TEXT_CHARS = 500;

/** For as long as it is open: why, until when, and that somebody will look at it. */
export function GlassBanner({ glass, zone }: { glass: BrokenGlass; zone: string }) {
  const until = formatMoment(glass.until, gatewayNow(), zone);
  return (
    <p class="banner warning" role="status">
      {texts.glass.banner(until, wordFor(texts.glass.reasons, glass.reason))}
    </p>
  );
}

/** Nobody the reader reaches, or nobody at all, which is not told apart; whoever may, opens her for a reason. */
export function GlassForm({ id }: { id: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {texts.glass.outOfReach}
      </h2>
      <p>{texts.glass.outOfReachHint}</p>
      {may('citizens:break-glass') && <Opening id={id} />}
    </>
  );
}

function Opening({ id }: { id: string }) {
  const form = useRef<HTMLFormElement>(null);
  const busy = useSignal(false);
  const refused = useSignal('');
  const open = async (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(form.current!);
    const [reason, text] = [said.get('reason') as GlassReason, (said.get('text') as string).trim()];
    busy.value = true;
    refused.value = await asks.breakGlass(id, { reason, text }).then(() => '', explain);
    if (!refused.value) await readCitizen();
    busy.value = false;
  };
  return (
    <form ref={form} class="form" aria-label={texts.glass.title} onSubmit={open}>
      <h3>{texts.glass.title}</h3>
      <p>{texts.glass.hint}</p>
      <label>
        {texts.glass.reason}
        <select name="reason" required defaultValue="">
          <option value="" />
          {Object.entries(texts.glass.reasons).map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.glass.text}
        <textarea name="text" required maxLength={TEXT_CHARS} rows={2} />
      </label>
      <p class="error" role="alert">
        {refused.value}
      </p>
      <button class="primary" disabled={busy.value}>
        {texts.glass.open}
      </button>
    </form>
  );
}

const explain = (error: unknown): string =>
  error instanceof ApiError && error.status === 404 ? texts.glass.nobody : texts.notice.failed;
