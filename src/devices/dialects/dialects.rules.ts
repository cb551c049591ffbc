import { cloudevents } from './cloudevents.rules.js';
import type { Dialect } from './dialect.rules.js';

export const dialects: readonly Dialect[] = [cloudevents];

/** What a dispenser speaks unless its registration says otherwise. */
export const defaultDialect = cloudevents;

const byName: ReadonlyMap<string, Dialect> = new Map(dialects.map((dialect) => [dialect.name, dialect]));

export const dialectNamed = (name: string): Dialect | undefined => byName.get(name);
