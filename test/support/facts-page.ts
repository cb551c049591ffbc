import { z } from 'zod';
import { FACTS } from '../../src/partners/facts-catalogue.js';

interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

/** The facts of docs/facts.md, each with its fields: an optional one has a `?`. */
export const factsOnPage = (): string =>
  Object.entries(FACTS)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, schema]) => [`### ${type}`, '', ...fieldsOf(z.toJSONSchema(schema) as Shape)].join('\n'))
    .join('\n\n');

function fieldsOf({ properties = {}, required = [] }: Shape): string[] {
  const fields = Object.entries(properties);
  if (fields.length === 0) return ['Nothing beside whom it is about.'];
  return fields.map(([name, shape]) => `- \`${name}${required.includes(name) ? '' : '?'}\`: ${said(shape)}`);
}

/** What a field may hold, in one line. */
function said(shape: Shape): string {
  if (shape.anyOf) return shape.anyOf.map(said).join(' or ');
  if (shape.const !== undefined) return `\`${JSON.stringify(shape.const)}\``;
  if (shape.enum) return shape.enum.map((each) => `\`${String(each)}\``).join(', ');
  if (shape.type === 'array') return `a list of ${said(shape.items ?? {})}`;
  if (shape.type === 'object') return inside(shape);
  if (shape.format === 'uuid') return 'an id';
  if (shape.format === 'date-time') return 'an instant';
  if (shape.type === 'integer') return 'a whole number';
  return shape.type === 'string' ? 'a code' : (shape.type ?? 'anything');
}

function inside({ properties, required = [] }: Shape): string {
  if (!properties) return 'fields by name, as the dispenser says them';
  const fields = Object.entries(properties).map(
    ([name, each]) => `\`${name}${required.includes(name) ? '' : '?'}\` ${said(each)}`,
  );
  return `{ ${fields.join('; ')} }`;
}
