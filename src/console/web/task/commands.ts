import { signal } from '@preact/signals';
import { ApiError } from '../api.js';
import { pressed, underWay as answered } from '../offline/outbox.js';
import { isUnsent, type Pressed } from '../offline/pressed.js';
import { judgeAnswer } from './answer.js';
import { makeKey } from './key.js';

/** Until it has ended, a command waits for its answer, it is not known whether it was done, or it waits to be sent at all. */
export type Fate = 'waiting' | 'unknown' | 'kept';

const PAUSE_MILLIS = [1_000, 2_000, 3_000];
const GIVE_UP_MILLIS = 300_000;

interface Command {
  readonly taskIds: readonly string[];
  readonly fate: Fate;
}

const underWay = signal<ReadonlyMap<string, Command>>(new Map());

/** What the reader's commands to a task are waiting for, if there are any. */
export function fateOf(taskId: string): Fate | null {
  const fates = [...underWay.value.values()].filter(({ taskIds }) => taskIds.includes(taskId)).map(({ fate }) => fate);
  const hers = pressed.value.filter((each) => each.taskId === taskId && isUnsent(each)).map(fateOfPressed);
  const all = [...fates, ...hers.filter((fate) => fate !== null)];
  return (['unknown', 'kept', 'waiting'] as const).find((fate) => all.includes(fate)) ?? null;
}

function fateOfPressed({ key, isLate, isUnknown, sendAt }: Pressed): Fate | null {
  if (isLate) return isUnknown ? 'unknown' : 'kept';
  return answered.value.has(key) || sendAt <= Date.now() ? 'waiting' : null;
}

/**
 * Sends a command until its end is known, always with the same key, so that it is done once however often it is sent. Answers what
 * refused it, null where it was done; a refusal without a status says that nobody ever told.
 */
export async function carryOut(
  taskIds: readonly string[],
  send: (key: string) => Promise<unknown>,
  isSenderHere: () => boolean,
  key = makeKey(),
): Promise<ApiError | null> {
  const startedAt = performance.now();
  let fate: Fate = 'waiting';
  try {
    for (let pause = 0; ; pause++) {
      note(key, { taskIds, fate });
      const answer = await answerOf(send(key));
      if (!answer) return null;
      const verdict = judgeAnswer(answer, fate === 'unknown');
      if (verdict === 'refused') return answer.status === 401 && fate === 'unknown' ? new ApiError(0) : answer;
      if (verdict === 'unknown') fate = 'unknown';
      note(key, { taskIds, fate });
      await passing(PAUSE_MILLIS[Math.min(pause, PAUSE_MILLIS.length - 1)]!);
      // Nobody else sends what she wanted, and it is not sent when she no longer thinks of it.
      const isOver = !isSenderHere() || performance.now() - startedAt > GIVE_UP_MILLIS;
      if (isOver) return fate === 'unknown' ? new ApiError(0) : answer;
    }
  } finally {
    note(key, null);
  }
}

function note(key: string, command: Command | null): void {
  const all = new Map(underWay.value);
  if (command) all.set(key, command);
  else all.delete(key);
  underWay.value = all;
}

const answerOf = (sent: Promise<unknown>): Promise<ApiError | null> =>
  sent.then(
    () => null,
    (error: unknown) => (error instanceof ApiError ? error : new ApiError(0)),
  );

const passing = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
