import { newlyCritical } from './critical.js';
import { gatewayNow } from '../clock.js';
import { wordFor } from '../labels.js';
import type { Row, Task } from '../model.js';
import { settleNews, tell, wasExpected } from '../notices/news.js';
import { announcement } from '../notices/notices.js';
import { whatWasLost } from '../notices/personal.js';
import { describeRow, nameRow } from './rows.js';
import { isOpenTask } from '../states.js';
import { playTone } from '../notices/sound.js';
import { texts } from '../texts.js';

interface Known {
  readonly rows: ReadonlyMap<string, Row>;
  readonly mine: ReadonlyMap<string, Task>;
}

let known: Known | null = null;

/** Compares with the last reading: says aloud which P1 waits since then, and tells the reader what she has lost, if no fact did. */
export function watchChanges(
  rows: readonly Row[],
  mine: readonly Task[],
  readGone: (id: string) => Promise<Task>,
): void {
  const before = known;
  const after = { rows: byId(rows), mine: byId(mine) };
  known = after;
  if (!before) return;
  sayCritical(newlyCritical(before.rows, rows));
  settleNews(before.mine, after.mine);
  for (const task of before.mine.values()) {
    if (after.mine.has(task.id) || wasExpected(task.id)) continue;
    void readGone(task.id).then(
      (latest) => tellLoss(task, latest),
      () => undefined,
    );
  }
}

const byId = <Thing extends { id: string }>(things: readonly Thing[]) => new Map(things.map((each) => [each.id, each]));

export function forgetChanges(): void {
  known = null;
}

function tellLoss(before: Task, after: Task): void {
  // It has left this list and not her hands.
  if (isOpenTask(after) && after.claimedBy === before.claimedBy) return;
  tell({ task: after, what: whatWasLost(before, after, new Date(gatewayNow()).toISOString()), code: null });
}

function sayCritical(rows: readonly Row[]): void {
  const [first] = rows;
  if (!first) return;
  announcement.value = rows.length > 1 ? texts.list.newP1s(rows.length) : texts.list.newP1(describe(first));
  playTone();
}

const describe = (row: Row): string => `${wordFor(texts.kind, row.kind)}, ${nameRow(row)}, ${describeRow(row)}`;
