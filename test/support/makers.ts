import { aTask as taskExample } from '../../src/board/case.examples.js';
import type { components } from '../../src/console/web/api.types.js';

type Shapes = components['schemas'];

// What the API answers, whole and typed, for tests that care about a field or two: `aTask({ state: 'open' })`.

export const aTask = (about: Partial<Shapes['Task']> = {}): Shapes['Task'] => ({ ...copyOf(taskExample), ...about });

/** A task as a row of the queue. */
export const aRow = (about: Partial<Shapes['QueueRow']> = {}): Shapes['QueueRow'] => ({
  id: 'row',
  priority: 'P2',
  kind: 'call',
  state: 'open',
  deadlineAt: '2026-11-21T08:00:00.000Z',
  citizenId: 'citizen',
  name: 'Alma Opdigtet',
  street: 'Opdigtet Gade 1',
  type: 'dose.missed',
  doseAt: '2026-11-21T07:00:00.000Z',
  teamName: 'West Day',
  holder: null,
  phone: true,
  ...about,
});

/** An alert as its task shows it. */
export const anAlertBrief = (about: Partial<Shapes['AlertBrief']> = {}): Shapes['AlertBrief'] => ({
  ...copyOf(taskExample.alert),
  ...about,
});

export const aLadderPosition = (about: Partial<Shapes['LadderPosition']> = {}): Shapes['LadderPosition'] => ({
  ...copyOf(taskExample.ladder),
  ...about,
});

type Changeable<Value> = Value extends readonly (infer Item)[]
  ? Changeable<Item>[]
  : Value extends object
    ? { -readonly [Field in keyof Value]: Changeable<Value[Field]> }
    : Value;

const copyOf = <Value>(value: Value) => structuredClone(value) as Changeable<Value>;
