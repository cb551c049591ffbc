import { z } from 'zod';
import { named } from '../platform/http/fields.js';
import { OFFERED, RIGHTS, type Right } from './rights.rules.js';
import { HOLDS, ROLES } from './roles.rules.js';

const rights = z.array(z.enum(Object.keys(RIGHTS) as [Right, ...Right[]]));
const where = z.enum(['own', 'all', 'none']);

export const rolesSchema = named(
  'Roles',
  z.object({
    roles: z.array(
      z.object({
        role: z.enum(ROLES),
        rights,
        holds: z.object({ citizens: where, places: where, fleet: where }).meta({
          description: '`own`: in the districts of her teams and below them',
        }),
      }),
    ),
    scopes: z.array(z.object({ scope: z.enum(OFFERED as [Right, ...Right[]]), rights })),
  }),
  {
    roles: [{ role: 'auditor', rights: ['reads:read', 'audit:read'], holds: HOLDS.auditor }],
    scopes: [{ scope: 'reports:read', rights: ['reports:read'] }],
  },
);
