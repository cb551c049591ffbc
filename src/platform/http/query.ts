import { z } from 'zod';
import { instant } from './fields.js';
import { commaList, pageQuery } from './page.js';

export const uuid = z.uuid('must be a UUID');

/** `from` inclusive, `to` exclusive. */
export const rangeQuery = pageQuery.extend({ from: instant.optional(), to: instant.optional() });

export const uuidList = commaList(uuid);
