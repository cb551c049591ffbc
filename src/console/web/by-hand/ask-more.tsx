import { askByHand, mayAsk } from './by-hand.js';
import type { Task } from '../model.js';
import { texts } from '../texts.js';

/** Something else is to be done for the citizen of a task. */
export function AskMore({ task: { citizenId, citizen } }: { task: Task }) {
  if (!citizenId || !citizen || !mayAsk.value) return null;
  const { displayName, address } = citizen;
  return (
    <button class="plain ask-more" onClick={() => askByHand({ id: citizenId, displayName, address })}>
      {texts.byHand.button}
      <span class="unseen"> {displayName}</span>
    </button>
  );
}
