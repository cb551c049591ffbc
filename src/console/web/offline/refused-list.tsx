import { isOpened, select } from '../queue/selection.js';
import { texts } from '../texts.js';
import { goToQueue } from '../addresses/whereabouts.js';
import { drop } from './outbox.js';
import type { Pressed } from './pressed.js';
import { refused, sayRefused } from './unsent.js';

/** What was pressed a while ago and not done, wherever the reader is in the console: it stands until she has read it. */
export function RefusedList() {
  return (
    <>
      {refused.value.map((each) => (
        <Line key={each.key} pressed={each} />
      ))}
    </>
  );
}

function Line({ pressed }: { pressed: Pressed }) {
  const show = () => {
    drop(pressed.key);
    select(pressed.taskId);
    isOpened.value = true;
    goToQueue();
  };
  return (
    <p class="notice warning personal">
      <span>{sayRefused(pressed)}</span>
      <button onClick={show}>
        {texts.personal.show}
        <span class="unseen"> {pressed.about}</span>
      </button>
      <button class="plain" aria-label={texts.action.dismiss} onClick={() => drop(pressed.key)}>
        ×
      </button>
    </p>
  );
}
