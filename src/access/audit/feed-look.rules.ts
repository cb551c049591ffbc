import { HOUR_MS } from '../../platform/clock/spans.rules.js';

/** What one reader of the feed was told of one district in one hour. */
export interface FeedLook {
  /** When the first of it was told. */
  readonly at: Date;
  readonly hour: Date;
  readonly principalId: string;
  readonly principalKind: string;
  readonly route: string;
  readonly districtId: string | null;
  readonly firstPosition: number;
  readonly lastPosition: number;
  readonly citizenIds: readonly string[];
}

export interface Told {
  readonly position: number;
  readonly citizenId: string | null;
  readonly districtId: string | null;
  /** What is told; of somebody who is there twice it names both. */
  readonly data?: { readonly citizenIds?: unknown };
}

type Reader = Pick<FeedLook, 'principalId' | 'principalKind' | 'route'>;

/** The lines that these facts are, one a district; a fact about no citizen is none. */
export function linesOf(reader: Reader, at: Date, told: readonly Told[]): FeedLook[] {
  const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
  const about = told.flatMap((fact) => namedBy(fact).map((citizenId) => ({ ...fact, citizenId })));
  return [...Map.groupBy(about, ({ districtId }) => districtId)].map(([districtId, facts]) => ({
    ...reader,
    at,
    hour,
    districtId,
    firstPosition: Math.min(...facts.map(({ position }) => position)),
    lastPosition: Math.max(...facts.map(({ position }) => position)),
    citizenIds: [...new Set(facts.map(({ citizenId }) => citizenId))],
  }));
}

function namedBy({ citizenId, data }: Told): string[] {
  const beside = Array.isArray(data?.citizenIds) ? data.citizenIds.filter((id) => typeof id === 'string') : [];
  return citizenId === null ? beside : [citizenId, ...beside];
}

export const keyOf = ({ hour, principalKind, principalId, route, districtId }: FeedLook): string =>
  [hour.getTime(), principalKind, principalId, route, districtId ?? ''].join(' ');

/** Both as one line, and whether the second tells of somebody whom the first does not. */
export function join(line: FeedLook | undefined, more: FeedLook): { line: FeedLook; isNews: boolean } {
  if (!line) return { line: more, isNews: true };
  const news = more.citizenIds.filter((id) => !line.citizenIds.includes(id));
  const joined = {
    ...line,
    firstPosition: Math.min(line.firstPosition, more.firstPosition),
    lastPosition: Math.max(line.lastPosition, more.lastPosition),
    citizenIds: news.length > 0 ? [...line.citizenIds, ...news] : line.citizenIds,
  };
  return { line: joined, isNews: news.length > 0 };
}
