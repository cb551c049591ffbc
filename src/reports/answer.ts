import accepts from 'accepts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { flatten, type Locale, toCsv } from './csv.rules.js';

/** As a browser asks for it: Norwegian is said in three ways. A program that asks for nothing gets RFC 4180 as it stands. */
const SPOKEN: Readonly<Record<string, Locale>> = { en: 'en', da: 'da', nb: 'nb', nn: 'nb', no: 'nb' };

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
  void reply.header('vary', 'accept, accept-language');
  const wanted = accepts(request.raw);
  if (wanted.type(['json', 'text/csv']) !== 'text/csv') return report;
  void reply.type('text/csv; charset=utf-8');
  const spoken = wanted.language(Object.keys(SPOKEN));
  return toCsv(columns, report.items.map(flatten), locale ?? (spoken ? SPOKEN[spoken]! : 'en'));
}
