import { useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ask, askedFor, closeByHand, isAskingByHand, NEW, readColleagues, type Whom } from './by-hand.js';
import { CitizenPicker } from './citizen-picker.js';
import { Form } from '../form.js';
import type { Colleague, Wanted } from '../model.js';
import { KINDS, PRIORITIES } from '../queue/narrowing.js';
import { texts } from '../texts.js';

/** As a rule it is planned work; what cannot wait may climb as an alarm does. */
const LADDERS = [
  'planned-work',
  'time-critical-dose',
  'standard-dose',
  'dispensing-stopped',
  'power-connectivity',
  'security',
] as const satisfies readonly NonNullable<Wanted['ladder']>[];

/** A citizen or a relative rang: work that no dispenser asked for. */
export function ByHandDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = isAskingByHand.value;
  useLayoutEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog ref={dialog} class="by-hand" aria-labelledby="by-hand" onClose={closeByHand}>
      <h2 id="by-hand">{texts.byHand.title}</h2>
      {isShown && <Asked />}
    </dialog>
  );
}

function Asked() {
  const citizen = useSignal(askedFor.peek());
  const colleagues = useColleagues(citizen);
  return (
    <Form
      taskId={NEW}
      name="by-hand"
      label={texts.byHand.title}
      submit={texts.byHand.submit}
      onSubmit={(read) =>
        ask({
          citizenId: citizen.value!.id,
          kind: read('kind') as Wanted['kind'],
          priority: read('priority') as Wanted['priority'],
          text: read('text'),
          ladder: read('ladder') as NonNullable<Wanted['ladder']>,
          ...(read('assigneeId') && { assigneeId: read('assigneeId') }),
        })
      }
      onDone={closeByHand}
    >
      <CitizenPicker chosen={citizen} />
      <label>
        {texts.byHand.kind}
        <select name="kind" required>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {texts.kind[kind]}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="chips">
        <legend>{texts.byHand.priority}</legend>
        {PRIORITIES.map((priority) => (
          <label key={priority}>
            <input type="radio" name="priority" required value={priority} defaultChecked={priority === 'P3'} />
            <span>
              {priority} {texts.priority[priority]}
            </span>
          </label>
        ))}
      </fieldset>
      <label>
        {texts.byHand.text}
        <textarea name="text" rows={3} maxLength={2000} required />
      </label>
      <label>
        {texts.byHand.ladder}
        <select name="ladder" required>
          {LADDERS.map((ladder) => (
            <option key={ladder} value={ladder}>
              {texts.ladder[ladder]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.byHand.colleague}
        <select name="assigneeId" disabled={colleagues.length === 0}>
          <option value="">{texts.byHand.nobody}</option>
          {colleagues.map(({ id, name, teamNames }) => (
            <option key={id} value={id}>
              {`${name}, ${teamNames.join(', ')}`}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet">{texts.byHand.hint}</p>
    </Form>
  );
}

/** Those who may be named for the citizen that is chosen, and no other. */
function useColleagues(citizen: { readonly value: Whom | null }): readonly Colleague[] {
  const found = useSignal<readonly Colleague[]>([]);
  useSignalEffect(() => {
    const id = citizen.value?.id;
    found.value = [];
    if (id) void readColleagues(id).then((all) => citizen.value?.id === id && (found.value = all));
  });
  return found.value;
}
