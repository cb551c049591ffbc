import { closeTask } from '../queue/moving-on.js';
import { texts } from '../texts.js';

/** On a phone, to the list. */
export function Back() {
  return (
    <button class="plain back" onClick={closeTask}>
      ← {texts.action.back}
    </button>
  );
}
