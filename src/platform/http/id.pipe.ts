import { Injectable, type PipeTransform } from '@nestjs/common';
import { problem } from '../errors/problem.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

/** An id in a path: text that is no UUID names nothing, so it is a 404 before PostgreSQL sees it. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!isUuid(id)) throw problem.notFound();
    return id.toLowerCase();
  }
}
