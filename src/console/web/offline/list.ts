import { batch, effect } from '@preact/signals';
import { gatewayNow } from '../clock.js';
import { districts } from '../districts.js';
import type { District, LogEntry, QueueCounts, Row, Task } from '../model.js';
import { counts, isLoaded, mine, readings, rows } from '../queue/queue.js';
import { opened, recall } from '../queue/selection.js';
import { isAdmin, isFromDevice, session, teamChoice } from '../session/session.js';
import { soon } from '../soon.js';
import { readAsOf } from './as-of.js';
import { forget, keep, readKept } from './device.js';
import { isTooOld } from './pressed.js';

const NAME = 'list';
const KEEP_MILLIS = 1_000;

/** The list as it was read last, and of its tasks those that are the reader's or that she opened. */
interface KeptList {
  readonly at: number;
  /** By the gateway's clock. */
  readonly asOf: string;
  readonly team: string;
  readonly rows: readonly Row[];
  readonly counts: QueueCounts;
  readonly mine: readonly Task[];
  readonly opened: readonly { task: Task; log: LogEntry[] }[];
  readonly districts: readonly District[];
}

const put = soon(async () => {
  // Of somebody who sees every team there is no list of her own.
  if (!session.peek() || isFromDevice.peek() || isAdmin.peek() || !isLoaded.peek()) return;
  const isListed = new Set([...rows.peek(), ...mine.peek()].map(({ id }) => id));
  const list: KeptList = {
    at: Date.now(),
    asOf: new Date(gatewayNow()).toISOString(),
    team: teamChoice.peek(),
    rows: rows.peek(),
    counts: counts.peek(),
    mine: mine.peek(),
    opened: [...opened.peek().values()].filter(({ task }) => isListed.has(task.id)),
    districts: districts.peek(),
  };
  await keep(NAME, list);
}, KEEP_MILLIS);

/** Has the list lie on the device as it was read last. */
export function keepList(): void {
  effect(() => {
    void opened.value;
    if (!readings.value || isFromDevice.value) return;
    readAsOf.value = gatewayNow();
    put();
  });
}

/** Shows the list as it lies here; nothing of one that is too old. */
export async function showKeptList(): Promise<void> {
  const list = (await readKept<KeptList>(NAME)).get(NAME);
  if (!list || !isFromDevice.peek()) return;
  if (isTooOld(list.at, Date.now())) {
    await forget(NAME);
    return;
  }
  batch(() => {
    teamChoice.value = list.team;
    rows.value = list.rows;
    counts.value = list.counts;
    mine.value = list.mine;
    districts.value = [...list.districts];
    recall(list.opened);
    readAsOf.value = Date.parse(list.asOf);
    isLoaded.value = true;
  });
}
