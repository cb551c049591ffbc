import type { Alert } from './alert.rules.js';
import { COLUMNS, type Table } from './case-columns.rules.js';
import type { Case } from './case-state.rules.js';
import type { Climb } from './climbing/climb.rules.js';
import { isOpenTask, type Task } from './task.rules.js';

/** Cases as they are stored, row by row. */
export interface Stored {
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly climbs: ReadonlyMap<string, Climb>;
}

/** A row that is written: whole where it is new, else what changed of it. */
export interface Change {
  readonly table: Table;
  readonly isNew: boolean;
  /** What changed, without what it is known by. */
  readonly columns: readonly string[];
  readonly row: Alert | Task | Climb;
  /** The version that it must still have; null where it has none. */
  readonly from: number | null;
}

/** What changes of work without anybody's hand: whoever read it before may still act on what was read. */
const QUIET: readonly string[] = ['remindAt', 'claimExpiresAt'];

/** What is to be written for the cases, in order: what ends before what takes its place, and an alert before what belongs to it. */
export function changesOf(stored: Stored, cases: readonly Case[]): Change[] {
  const alerts = cases.flatMap(({ alert }) => changeOf('alert', stored.alerts.get(alert.id), alert));
  const tasks = cases
    .flatMap(({ task, ended }) => (task ? [...ended, task] : ended))
    .flatMap((task) => changeOf('task', stored.tasks.get(task.id), task));
  const climbs = cases.flatMap(({ climb }) =>
    climb ? changeOf('escalation', stored.climbs.get(climb.alertId), climb) : [],
  );
  const isOver = ({ row }: Change): boolean => 'claimedBy' in row && !isOpenTask(row.state);
  return [
    ...alerts.filter(({ isNew }) => !isNew),
    ...alerts.filter(({ isNew }) => isNew),
    ...tasks.filter(isOver),
    ...tasks.filter((one) => !isOver(one) && !one.isNew),
    ...tasks.filter((one) => !isOver(one) && one.isNew),
    ...climbs,
  ];
}

function changeOf<T extends Alert | Task | Climb>(table: Table, before: T | undefined, after: T): Change[] {
  const from = before && 'version' in before ? before.version : null;
  if (!before) return [{ table, isNew: true, columns: COLUMNS[table], row: after, from }];
  const key = table === 'escalation' ? 'alertId' : 'id';
  const fields = (COLUMNS[table] as readonly (keyof T & string)[]).filter(
    (column) => column !== key && column !== 'version' && !isSame(before[column], after[column]),
  );
  if (fields.length === 0) return [];
  const isQuiet = from === null || fields.every((field) => QUIET.includes(field));
  const columns = isQuiet ? fields : [...fields, 'version'];
  return [
    {
      table,
      isNew: false,
      columns,
      row: from === null ? after : { ...after, version: isQuiet ? from : from + 1 },
      from,
    },
  ];
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
