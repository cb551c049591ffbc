import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { dropDraft, findDraft, type FormName, keepDraft } from './task/drafts.js';
import { texts } from './texts.js';

interface Props {
  /** Whose draft it is: what was typed and not sent stands there again. */
  taskId: string;
  name: FormName;
  label: string;
  submit: string;
  /** All that is needed stands in it already: it only has to be sent. */
  isReady?: boolean;
  /** Says whether it went through; then the form closes. */
  onSubmit: (read: (field: string) => string) => Promise<boolean>;
  onDone: () => void;
  children: ComponentChildren;
}

/** A small form inside the task: its first field is focused. Escape closes it and keeps what was typed; its button gives that up. */
export function Form({ taskId, name, label, submit, isReady = false, onSubmit, onDone, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const busy = useSignal(false);
  useLayoutEffect(() => {
    fill(form.current!, findDraft(taskId, name) ?? {});
    form.current!.querySelector<HTMLElement>(isReady ? 'button.primary' : 'input, select, textarea')?.focus();
  }, []);

  const read = () =>
    Object.fromEntries([...new FormData(form.current!)].map(([field, said]) => [field, said as string]));
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = read();
    busy.value = true;
    const wentThrough = await onSubmit((field) => (fields[field] ?? '').trim());
    busy.value = false;
    if (wentThrough) giveUp();
  };
  const giveUp = () => {
    dropDraft(taskId, name);
    onDone();
  };
  return (
    <form
      ref={form}
      class="form"
      aria-label={label}
      onSubmit={send}
      onInput={() => keepDraft(taskId, name, read())}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      {children}
      <div class="form-buttons">
        <button class="primary" disabled={busy.value}>
          {submit}
        </button>
        <button type="button" onClick={giveUp}>
          {texts.action.cancel}
        </button>
      </div>
    </form>
  );
}

function fill(form: HTMLFormElement, fields: Readonly<Record<string, string>>): void {
  for (const [field, text] of Object.entries(fields)) {
    const found = form.elements.namedItem(field);
    if (found && 'value' in found) found.value = text;
    // What is folded away and chosen is shown.
    form.querySelector(`details:has([name="${field}"]:checked)`)?.setAttribute('open', '');
  }
}
