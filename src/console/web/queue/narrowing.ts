import type { Row } from '../model.js';

export type Kind = Row['kind'];
export type Priority = Row['priority'];

export const KINDS = [
  'call',
  'screen-call',
  'visit',
  'refill',
  'technical',
  'review',
] as const satisfies readonly Kind[];
export const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const satisfies readonly Priority[];

/** Which kinds of work are shown, and how urgent; none named is all. */
export interface Narrowing {
  readonly kinds: readonly Kind[];
  readonly priorities: readonly Priority[];
}

export const EVERYTHING: Narrowing = { kinds: [], priorities: [] };

export const isNarrow = ({ kinds, priorities }: Narrowing): boolean => kinds.length + priorities.length > 0;

export const isWithin = ({ kind, priority }: Pick<Row, 'kind' | 'priority'>, { kinds, priorities }: Narrowing) =>
  isAmong(kind, kinds) && isAmong(priority, priorities);

/** With the code where it was without, and the other way round; in the order of all there are. */
export const toggled = <Code>(codes: readonly Code[], code: Code, all: readonly Code[]): readonly Code[] =>
  all.filter((each) => codes.includes(each) !== (each === code));

const isAmong = <Code>(code: Code, named: readonly Code[]): boolean => named.length === 0 || named.includes(code);
