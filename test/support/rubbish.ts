import { newId } from '../../src/platform/database/id.js';

export type Random = () => number;

export const pick = <T>(random: Random, things: readonly T[]): T => things[Math.floor(random() * things.length)]!;

export const bytes = (random: Random, most: number): Buffer =>
  Buffer.from(Array.from({ length: Math.floor(random() * most) }, () => Math.floor(random() * 256)));

/** What nobody in their right mind sends, and somebody will. */
export const WEIRD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e308,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '../../etc/passwd',
  `'; DROP TABLE dose; --`,
  'x'.repeat(3_000),
  '2026-13-45T99:99:99Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '+275760-09-13T00:00:00Z',
  'P99999999Y',
  'PT1e9S',
  '24:00',
  'Europe/Nowhere',
  '00000000-0000-0000-0000-000000000000',
  'not-a-uuid',
  [],
  {},
  [[[[[[]]]]]],
  { '\u0000': '\u0000' },
  { __proto__: null, constructor: {}, toString: 1 },
  JSON.parse('{"__proto__": {"polluted": true}}'),
];

/** A part of an OpenAPI document, as far as values are made from it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Where values are drawn from. */
export interface Source {
  readonly random: Random;
  /** What a `$ref` names. */
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Ids that stand for something. */
  readonly ids: readonly string[];
}

/** A value that nearly fits the schema: one part in twenty of it is weird, and a field nobody knows may be there. */
export function nearly(schema: Schema, from: Source): unknown {
  const { random } = from;
  if (random() < 0.05) return pick(random, WEIRD);
  if (schema.$ref) return nearly(from.schemas[schema.$ref.split('/').at(-1)!] ?? {}, from);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return nearly(pick(random, choice), from);
  if (schema.enum) return pick(random, schema.enum);
  if ('const' in schema) return schema.const;
  const type = typeof schema.type === 'string' ? schema.type : pick(random, schema.type ?? ['string']);
  if (type === 'object') {
    const { properties = {}, required = [] } = schema;
    const said = Object.entries(properties).filter(([key]) => required.includes(key) || random() < 0.4);
    const made = Object.fromEntries(said.map(([key, inner]) => [key, nearly(inner, from)]));
    return random() < 0.05 ? { ...made, surprise: pick(random, WEIRD) } : made;
  }
  if (type === 'array') return Array.from({ length: Math.floor(random() * 3) }, () => nearly(schema.items ?? {}, from));
  if (type === 'number' || type === 'integer')
    return pick(random, [0, 1, 7, 55, 9.5, schema.minimum ?? -3, schema.maximum ?? 1e12]);
  if (type === 'boolean') return random() < 0.5;
  return type === 'null' ? null : text(schema, from);
}

function text({ format, pattern }: Schema, { random, ids }: Source): string {
  if (format === 'uuid') return pick(random, [newId(), ...ids]);
  if (format === 'date-time') return new Date(Date.UTC(2026, 2, 1 + Math.floor(random() * 30))).toISOString();
  if (pattern?.includes(':')) return pick(random, ['08:00', '23:59', '00:00', '24:00']);
  return pick(random, ['PT10M', 'Invented Name', 'æøå', 'Europe/Copenhagen', '2026-03-10T07:00:00Z', '💊', ...ids]);
}
