import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { ApiError } from '../api.js';
import { officeTexts } from '../office-texts.js';
import { endSession } from '../session/session.js';

interface Props {
  label: string;
  submit: string;
  /** What the gateway calls a field, and the page: so that what does not fit is named as it is seen. */
  fields?: Readonly<Record<string, string>>;
  /** Throws what the gateway refuses. Answers what is wrong where the page itself knows. */
  onSubmit: (read: (field: string) => string, form: FormData) => Promise<string | undefined>;
  onDone: () => void;
  /** Beside the button that sends it. */
  also?: ComponentChildren;
  children: ComponentChildren;
}

/** A small form in its place: it stays as it is until what it asks for is done. */
export function StepForm({ label, submit, fields = {}, onSubmit, onDone, also, children }: Props) {
  const isBusy = useSignal(false);
  const flaw = useSignal('');
  const form = useRef<HTMLFormElement>(null);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy.peek()) return;
    const given = new FormData(form.current!);
    isBusy.value = true;
    flaw.value = '';
    try {
      const wrong = await onSubmit((field) => textOf(given.get(field)), given);
      flaw.value = wrong ?? '';
      if (wrong === undefined) onDone();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 401) endSession();
      flaw.value = explain(error, fields);
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <form ref={form} class="form" aria-label={label} onSubmit={(event) => void send(event)}>
      {children}
      <p class="error" role="alert">
        {flaw.value}
      </p>
      <div class="form-buttons">
        <button class="primary" disabled={isBusy.value}>
          {submit}
        </button>
        {also}
      </div>
    </form>
  );
}

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value.trim() : '');

function explain({ status, body }: ApiError, fields: Readonly<Record<string, string>>): string {
  const { setup } = officeTexts;
  if (status === 409) return body.state === 'set-up' ? setup.isSetUp : setup.taken;
  if (status !== 422) return setup.failed;
  const paths = (body.errors ?? []).map(({ path }) => path);
  const named = [...new Set(paths.map((path) => fields[path] ?? fields[path.split('.')[0]!] ?? path))];
  return setup.unfit(named.join(', '));
}
