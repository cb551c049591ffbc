import { z } from 'zod';
import { commaList, pageQuery } from './page.js';

/** An RFC 3339 instant in a query or body. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 time with its offset' })
  .transform((text) => new Date(text));

export const uuid = z.uuid('must be a UUID');

/** `from` inclusive, `to` exclusive. */
export const rangeQuery = pageQuery.extend({ from: instant.optional(), to: instant.optional() });

export const uuidList = commaList(uuid);
