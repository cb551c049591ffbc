import { cbor } from './cbor.rules.js';
import { cloudevents } from './cloudevents.rules.js';
import { compact } from './compact.rules.js';
import type { Dialect } from './dialect.rules.js';
import { pivotellAdvance } from './pivotell-advance.rules.js';

export const dialects: readonly Dialect[] = [cloudevents, compact, cbor, pivotellAdvance];

/** What a dispenser speaks unless its registration says otherwise. */
export const defaultDialect = cloudevents;

const byName: ReadonlyMap<string, Dialect> = new Map(dialects.map((dialect) => [dialect.name, dialect]));

export const dialectNamed = (name: string): Dialect | undefined => byName.get(name);
export const dialectNames: readonly string[] = dialects.map(({ name }) => name);
