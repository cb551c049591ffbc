import { aTask as taskExample } from '../../src/board/case.examples.js';
import type { components } from '../../src/console/web/api.types.js';

type Shapes = components['schemas'];

// What the API answers, whole and typed, for tests that care about a field or two: `aTask({ state: 'open' })`.

export const aTask = (about: Partial<Shapes['Task']> = {}): Shapes['Task'] => ({ ...copyOf(taskExample), ...about });

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
