import { Injectable, type PipeTransform } from '@nestjs/common';
import { problem } from '../errors/problem.js';
import { isUuid } from '../uuid.rules.js';

/** An id in a path: text that is no UUID names nothing, so it is a 404 before PostgreSQL sees it. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!isUuid(id)) throw problem.notFound();
    return id.toLowerCase();
  }
}
