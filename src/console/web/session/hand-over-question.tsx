import { useSignal } from '@preact/signals';
import { keep, release } from '../task/actions.js';
import { second } from '../clock.js';
import { formatLeft } from '../queue/list/countdown.js';
import { nameSubject } from '../districts.js';
import { formatTime } from '../labels.js';
import type { Task } from '../model.js';
import { zone } from './session.js';
import { texts } from '../texts.js';

/** Release or keep: no answer is a release, at a time that is said. */
export function HandOverQuestion({ task }: { task: Task }) {
  return (
    <section class="hand-over" aria-label={texts.handOver.question}>
      <p>
        <b>{texts.handOver.question}</b>
      </p>
      <Until task={task} />
      <HandOverAnswers task={task} />
    </section>
  );
}

/** Drawn anew each second, and nothing round it. */
function Until({ task }: { task: Task }) {
  const at = task.releaseAt!;
  return <p>{texts.handOver.until(formatTime(at, zone.value), formatLeft(Date.parse(at) - second.value))}</p>;
}

export function HandOverAnswers({ task }: { task: Task }) {
  const busy = useSignal(false);
  const button = (words: string, answer: (task: Task) => Promise<boolean>, look: string) => (
    <button
      class={look}
      disabled={busy.value}
      onClick={async () => {
        busy.value = true;
        await answer(task);
        busy.value = false;
      }}
    >
      {words}
      <span class="unseen"> {nameSubject(task)}</span>
    </button>
  );
  return (
    <span class="answers">
      {button(texts.handOver.keep, keep, '')}
      {button(texts.handOver.release, release, 'primary')}
    </span>
  );
}
