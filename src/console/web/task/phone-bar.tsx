import { useSignal } from '@preact/signals';
import { claim, logCall } from './actions.js';
import { nameSubject } from '../districts.js';
import { openForm } from './forms.js';
import type { Task } from '../model.js';
import { calleesOf, dialLink, directionsLink, screenCallLink } from './reach.js';
import { session } from '../session/session.js';
import { isOpenTask } from '../states.js';
import { texts } from '../texts.js';

/** At the foot of a phone: how the citizen is reached with one thumb. What nobody has is claimed with it; back from the call it asks how it went. */
export function PhoneBar({ task }: { task: Task }) {
  const hasCalled = useSignal(false);
  const [first] = calleesOf(task.contacts);
  const [screen, way] = [screenCallLink(task.contacts), directionsLink(task)];
  if (!isOpenTask(task)) return null;
  const isMine = task.claimedBy === session.value?.id;
  if (hasCalled.value && isMine) return <HowItWent task={task} onDone={() => (hasCalled.value = false)} />;
  const begin = () => {
    hasCalled.value = true;
    if (task.state === 'open') void claim(task);
  };
  if (!first && !screen && !way) return null;
  return (
    <div class="phone-bar" role="group" aria-label={texts.reach.label(nameSubject(task))}>
      {first && (
        <a class="primary" href={dialLink(first.number)} onClick={begin}>
          {texts.reach.call}
        </a>
      )}
      {screen && (
        <a href={screen} target="_blank" rel="noopener noreferrer" onClick={begin}>
          {texts.reach.screenCall}
        </a>
      )}
      {way && <a href={way}>{texts.reach.directions}</a>}
    </div>
  );
}

function HowItWent({ task, onDone }: { task: Task; onDone: () => void }) {
  const say = (answered: boolean) => {
    onDone();
    void logCall(task, answered);
    // Whoever was spoken with says what came of it.
    if (answered) openForm.value = { taskId: task.id, name: 'resolve' };
  };
  return (
    <div class="phone-bar" role="group" aria-label={texts.reach.howItWent}>
      <button class="primary" onClick={() => say(true)}>
        {texts.action.answered}
      </button>
      <button onClick={() => say(false)}>{texts.action.unanswered}</button>
    </div>
  );
}
