import { second } from '../clock.js';
import { type Leaving, leaving, sendNow, undo } from './leaving.js';
import { showWhatWaits } from '../queue/shown.js';
import { texts } from '../texts.js';

/** What was pressed and can still be undone, wherever the reader is in the console. */
export function LeavingList() {
  return (
    <>
      {leaving.value.map((each) => (
        <p key={each.id} class="notice leaving">
          <LeavingLine leaves={each} />
          <button
            class="plain"
            aria-label={texts.leaving.now}
            onClick={() => void sendNow(each.id).then(showWhatWaits)}
          >
            ✓
          </button>
        </p>
      ))}
    </>
  );
}

export function LeavingLine({ leaves }: { leaves: Leaving }) {
  return (
    <>
      <span>
        {leaves.words}
        <TimeLeft leaves={leaves} />
      </span>
      <button onClick={() => undo(leaves.id)}>
        {texts.leaving.undo}
        <span class="unseen"> {leaves.words}</span>
      </button>
    </>
  );
}

/** Seen, and not read aloud each second. */
function TimeLeft({ leaves }: { leaves: Leaving }) {
  void second.value;
  const seconds = Math.max(0, Math.ceil((leaves.sentAt - performance.now()) / 1_000));
  return (
    <small class="left" aria-hidden="true">
      {' '}
      {texts.left.seconds(seconds)}
    </small>
  );
}
