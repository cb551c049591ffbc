import { second } from '../../clock.js';
import { describeNextStep, formatAgo, formatClaimLeft, formatLeft, isClaimShort, isPressing } from './countdown.js';
import { isAsked } from '../../session/hand-over.js';
import { formatTime, nameHolder } from '../../labels.js';
import type { Row, Task } from '../../model.js';
import { session, zone } from '../../session/session.js';
import { isOpenTask } from '../../states.js';
import { beat, stream } from '../../stream.js';
import { texts } from '../../texts.js';

// These small parts are all that is drawn anew each second.

const URGENT_MILLIS = 60_000;

export function WallClock() {
  return <span class="wall-clock">{formatTime(new Date(second.value).toISOString(), zone.value)}</span>;
}

/** Where nothing waits: that the gateway hears its dispensers. */
export function SignOfLife() {
  if (!beat.value || stream.value !== 'live') return null;
  const { lastEventAt, devicesOnline, devices } = beat.value;
  const ago = lastEventAt && formatAgo(second.value - Date.parse(lastEventAt));
  return <p class="quiet">{texts.list.alive(ago, devicesOnline, devices)}</p>;
}

/** How much time is left until a task is of no use any more, or how long it is overdue. */
export function TimeLeft({ id, row }: { id: string; row: Row }) {
  if (!isOpenTask(row)) return <span id={id} class="time-left" />;
  const left = Date.parse(row.deadlineAt) - second.value;
  const words = left > 0 ? formatLeft(left) : texts.row.over(formatLeft(-left));
  return (
    <span id={id} class={isPressing(left, row.doseAt !== null) ? 'time-left urgent' : 'time-left'}>
      {words}
    </span>
  );
}

/** What the ladder does next, and when. */
export function NextStep({ task }: { task: Task }) {
  const nextRungAt = task.ladder?.nextRungAt;
  const words = describeNextStep(task.ladder, second.value);
  if (!nextRungAt || !words) return null;
  const isUrgent = Date.parse(nextRungAt) - second.value < URGENT_MILLIS;
  return <span class={isUrgent ? 'next-step urgent' : 'next-step'}>{words}</span>;
}

/** Who holds the task, since when, and how long the claim still lasts; of a closed task, who had it and when it ended. */
export function Holder({ task }: { task: Task }) {
  const name = nameHolder(task, session.value?.id ?? '');
  if (!name) return null;
  const isMine = task.claimedBy === session.value?.id;
  const at = task.resolvedAt ?? task.claimedAt;
  const left = sayLeft(task);
  return (
    <span class={isMine ? 'holder mine' : 'holder'}>
      {texts.row.claimedBy(name, at ? formatAgo(second.value - Date.parse(at)) : '')}
      {left && <small class={isMine && isShort(task) ? 'urgent' : ''}>{left}</small>}
    </span>
  );
}

const isShort = ({ claimExpiresAt, resolvedAt }: Task): boolean =>
  Boolean(claimExpiresAt) && !resolvedAt && isClaimShort(Date.parse(claimExpiresAt!) - second.value);

function sayLeft(task: Task): string | null {
  if (isAsked(task)) return texts.row.shiftOver(formatTime(task.releaseAt!, zone.value));
  if (!task.claimExpiresAt || task.resolvedAt) return null;
  return formatClaimLeft(Date.parse(task.claimExpiresAt) - second.value);
}
