import { dropDraft, findDraft } from './drafts.js';
import type { Task } from '../model.js';
import { texts } from '../texts.js';

const FORMS = ['resolve', 'note'] as const;

/** What she wrote while she had it, and may send once she has it again. */
export function UnsentKept({ task }: { task: Task }) {
  return FORMS.some((form) => findDraft(task.id, form)) ? <p class="quiet">{texts.form.unsentKept}</p> : null;
}

/** What she wrote and can send no more, since the task is over: hers to read, and to throw away. */
export function UnsentForGood({ task }: { task: Task }) {
  const said = FORMS.map((form) => findDraft(task.id, form)).flatMap((fields) => fields?.text ?? fields?.note ?? []);
  if (!said.some((text) => text.trim())) return null;
  const discard = () => {
    for (const form of FORMS) dropDraft(task.id, form);
  };
  return (
    <>
      <p>{texts.form.unsentForGood}</p>
      <blockquote>{said.filter(Boolean).join('\n')}</blockquote>
      <button onClick={discard}>{texts.action.dismiss}</button>
    </>
  );
}
