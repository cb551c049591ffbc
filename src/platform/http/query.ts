import { z } from 'zod';
import { instant } from './fields.js';
import { commaList, pageQuery } from './page.js';

export const uuid = z.uuid('must be a UUID');

/** `from` inclusive, `to` exclusive. */
export const rangeQuery = pageQuery.extend({
  from: instant.optional().meta({ description: 'from this instant on' }),
  to: instant.optional().meta({ description: 'until before this instant' }),
});

/**
 * @param description of what they are
 * @param most how many there may be
 */
export const uuidList = (description: string, most?: number) => commaList(uuid, description, most);
