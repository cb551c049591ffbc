import { z } from 'zod';
import { at } from '../../platform/http/fields.js';
import { commaList, pageOf } from '../../platform/http/page.js';
import { rangeQuery, uuid } from '../../platform/http/query.js';
import { AUDITED } from './audit.rules.js';

export const auditQuery = rangeQuery.extend({
  kind: commaList(z.enum(AUDITED)).optional(),
  principalId: uuid.optional(),
  citizenId: uuid.optional(),
});
export type AuditQuery = z.infer<typeof auditQuery>;

export const auditSchema = pageOf(
  z.object({
    id: z.string(),
    at,
    kind: z.enum(AUDITED).meta({
      description:
        '`read`: an answer that showed citizens, or a change of them; `access`: signing in, accounts; `break-glass`',
    }),
    principalId: z
      .string()
      .nullable()
      .meta({ description: 'who did it; null for somebody we do not know, and for the command line' }),
    principalKind: z.string().nullable(),
    principalName: z.string().nullable(),
    what: z.string().meta({ description: 'the route, such as `GET /api/v1/tasks/:id`, or what was done' }),
    reason: z.string().nullable(),
    text: z
      .string()
      .nullable()
      .meta({ description: 'of a break-glass or a lifted protection, why, in the words of who did it' }),
    fields: z.array(z.string()).nullable(),
    citizenIds: z.array(z.uuid()),
    accountId: z
      .uuid()
      .nullable()
      .meta({ description: 'of `access`: whose account it is about; a lifted protection is about a citizen' }),
    address: z.string().nullable(),
    until: at.nullable().meta({ description: 'of a break-glass' }),
  }),
);
