import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { texts } from './texts.js';

interface Props {
  label: string;
  submit: string;
  /** Says whether it went through; then the form closes. */
  onSubmit: (read: (field: string) => string) => Promise<boolean>;
  onDone: () => void;
  children: ComponentChildren;
}

/** A small form inside the task: its first field is focused, Escape gives it up. */
export function Form({ label, submit, onSubmit, onDone, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const busy = useSignal(false);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('select, textarea, input')?.focus(), []);

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(form.current!);
    busy.value = true;
    const wentThrough = await onSubmit((field) => ((fields.get(field) ?? '') as string).trim());
    busy.value = false;
    if (wentThrough) onDone();
  };
  return (
    <form
      ref={form}
      class="form"
      aria-label={label}
      onSubmit={send}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      {children}
      <div class="form-buttons">
        <button class="primary" disabled={busy.value}>
          {submit}
        </button>
        <button type="button" onClick={onDone}>
          {texts.action.cancel}
        </button>
      </div>
    </form>
  );
}
