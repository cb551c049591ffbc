import accepts from 'accepts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { languageOf, variesBy } from '../language.js';
import { flatten, type Locale, LOCALES, toCsv } from './csv.rules.js';

/** Whether the reader would rather have it as CSV. */
export const wantsCsv = (request: FastifyRequest): boolean =>
  accepts(request.raw).type(['json', 'text/csv']) === 'text/csv';

/** How a spreadsheet is to read it. */
export const locale = z.enum(LOCALES).optional().meta({
  description: 'separator and decimals of the CSV: da and nb ; and , - en , and . (by Accept-Language without it)',
});

/**
 * A report as JSON, or as CSV for whoever would rather have that (RFC 9110, section 12.5.1), as a spreadsheet in the reader's language
 * opens it. `columns` are the flattened names of a row's fields.
 */
export function answerReport<T extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  report: T & { readonly items: readonly object[] },
  columns: readonly string[],
  locale: Locale | undefined,
): T | string {
  variesBy(reply, 'accept', 'accept-language');
  if (!wantsCsv(request)) return report;
  void reply.type('text/csv; charset=utf-8');
  return toCsv(columns, report.items.map(flatten), locale ?? languageOf(request));
}
