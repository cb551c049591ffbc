import { FACTS } from '../../src/partners/facts-catalogue.js';
import { query } from './database.js';

/** So many of a house that told a great many; of most it is all. */
const LOOKED_AT = 20_000;

/** Refuses a house that told a fact which no room describes so: whoever reads the feed, or docs/facts.md, relies on it. */
export async function expectFactsAsDescribed(databaseUrl: string): Promise<void> {
  const facts = await query<{ type: string; data: unknown }>(
    databaseUrl,
    'SELECT "type", "data" FROM fact ORDER BY "turnId" DESC LIMIT $1',
    [LOOKED_AT],
  );
  const flaws = new Set(facts.flatMap(({ type, data }) => flawsOf(type, data)));
  if (flaws.size > 0) throw new Error(`told otherwise than described:\n${[...flaws].join('\n')}`);
}

function flawsOf(type: string, data: unknown): string[] {
  if (!isDescribed(type)) return [`${type} is described by no room`];
  const issues = FACTS[type].safeParse(data).error?.issues ?? [];
  return issues.map(({ path, message }) => `${type} ${path.join('.')}: ${message}`);
}

const isDescribed = (type: string): type is keyof typeof FACTS => Object.hasOwn(FACTS, type);
