import type { FastifyReply, FastifyRequest } from 'fastify';
import { flatten, toCsv } from './csv.rules.js';

/** A report as JSON, or as CSV for whoever accepts nothing else; `columns` are the flattened names of a row's fields. */
export function answerReport<T extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  report: T & { readonly items: readonly object[] },
  columns: readonly string[],
): T | string {
  void reply.header('vary', 'accept');
  if (!request.headers.accept?.includes('text/csv')) return report;
  void reply.type('text/csv; charset=utf-8');
  return toCsv(columns, report.items.map(flatten));
}
