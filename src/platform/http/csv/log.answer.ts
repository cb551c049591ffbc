import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../../errors/problem.js';
import { readBelowMark } from '../below.js';
import { type Page, page } from '../page.js';
import { shows } from '../shown.js';
import { answerReport, wantsCsv } from './csv.answer.js';
import type { Locale } from './csv.rules.js';

/** So many lines at once: of more one has to ask for a shorter time. */
const MOST_LINES = 20_000;
/** Of the route, for its description. */
export const AS_CSV = `As \`text/csv\` it is all of it, whatever limit and cursor say, ${MOST_LINES} lines at most: of more it is 422.`;

interface Asked {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly locale: Locale | undefined;
  readonly columns: readonly string[];
}

interface Line {
  readonly id: string;
  readonly at: Date;
  readonly citizenIds?: readonly string[];
}

/** A page of a log; or, for a spreadsheet, all of it that was asked for. Whom a file shows is logged as whom a page shows is. */
export async function answerLog<L extends Line>(
  request: FastifyRequest,
  reply: FastifyReply,
  { limit, cursor, locale, columns }: Asked,
  read: (below: readonly [Date, string] | null, most: number) => Promise<L[]>,
): Promise<Page<L> | string> {
  if (!wantsCsv(request)) {
    const found = await read(readBelowMark(cursor), limit + 1);
    const answer = page(found, limit, (last) => [last.at.getTime(), last.id]);
    return answerReport(request, reply, answer, columns, locale);
  }
  const lines = await read(null, MOST_LINES + 1);
  if (lines.length > MOST_LINES)
    throw problem.unprocessable([{ path: 'from', message: `must be later: there are more than ${MOST_LINES} lines` }]);
  shows(lines.flatMap(({ citizenIds = [] }) => citizenIds));
  const items = lines.map((line) => ({ ...line, ...joined(line) }));
  return answerReport(request, reply, { items, nextCursor: null }, columns, locale);
}

/** Several words in one cell. */
const joined = (line: object): object =>
  Object.fromEntries(
    Object.entries(line).flatMap(([name, value]: [string, unknown]) =>
      Array.isArray(value) ? [[name, value.join(' ')]] : [],
    ),
  );
