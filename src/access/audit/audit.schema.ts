import { z } from 'zod';
import { at, exampleId, named } from '../../platform/http/fields.js';
import { locale } from '../../platform/http/csv/csv.answer.js';
import { commaList, pageOf } from '../../platform/http/page.js';
import { rangeQuery, uuid } from '../../platform/http/query.js';
import { AUDITED } from './audit.rules.js';

export const auditQuery = rangeQuery.extend({
  locale,
  kind: commaList(z.enum(AUDITED), 'what kind of entry').optional(),
  principalId: uuid.optional().meta({ description: 'who did it' }),
  citizenId: uuid.optional().meta({ description: 'whom it showed or changed' }),
});
export type AuditQuery = z.infer<typeof auditQuery>;

export const auditSchema = pageOf(
  named(
    'AuditEntry',
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
      shown: z.array(z.string()).nullable().meta({
        description: 'by which fields it told how they are reached, such as `phone` and `homeAccess`',
      }),
      citizenIds: z.array(z.uuid()),
      accountId: z
        .uuid()
        .nullable()
        .meta({ description: 'of `access`: whose account it is about; a lifted protection is about a citizen' }),
      address: z.string().nullable(),
      until: at.nullable().meta({ description: 'of a break-glass' }),
    }),
    {
      id: 'read2041',
      at: '2026-03-10T08:07:02Z',
      kind: 'read',
      principalId: exampleId('nurse'),
      principalKind: 'staff',
      principalName: 'Bo Eksempel',
      what: 'GET /api/v1/tasks/:id',
      reason: null,
      text: null,
      fields: null,
      shown: ['mobile', 'relatives'],
      citizenIds: [exampleId('citizen')],
      accountId: null,
      address: null,
      until: null,
    },
  ),
);
