import { applyDecorators, Injectable, type PipeTransform } from '@nestjs/common';
import { type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { problem } from '../errors/problem.js';
import { asKept, isUtf8, readUtf8 } from '../text.rules.js';

const TYPE = 'text/csv';
const SEND_CSV = `Send the list as ${TYPE}, in UTF-8.`;
const NOT_UTF8 = 'The list is not in UTF-8; in a spreadsheet, save it as "CSV UTF-8".';

/** Of a route whose body is a list from a spreadsheet, of so many bytes at most. It takes its text by `@Body(CsvText)`. */
export const TakesCsv = ({ bytes, example }: { readonly bytes: number; readonly example: string }) =>
  applyDecorators(
    RouteConfig({ largestBody: bytes, takesCsv: true }),
    ApiConsumes(TYPE),
    ApiBody({ required: true, schema: { type: 'string', example } }),
  );

/** The body of such a route as text; nothing else is one. */
@Injectable()
export class CsvText implements PipeTransform<unknown, string> {
  transform(body: unknown): string {
    if (typeof body !== 'string') throw problem.unsupported(SEND_CSV);
    return body;
  }
}

/** Lets routes that take them read lists; elsewhere they are what a client sends that forgot its content type. */
export function readCsvBodies(app: NestFastifyApplication): void {
  app.useBodyParser(TYPE, {}, (request, body, done) => {
    if ((request.routeOptions.config as { takesCsv?: boolean }).takesCsv !== true)
      return done(body.length === 0 ? null : problem.unsupported(), undefined);
    if (!isUtf8(request.headers['content-type'])) return done(problem.unsupported(SEND_CSV), undefined);
    const text = readUtf8(body);
    if (text === null) return done(problem.unreadable(NOT_UTF8), undefined);
    done(null, asKept(text));
  });
}
