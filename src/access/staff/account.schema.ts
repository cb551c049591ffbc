import { z } from 'zod';
import { at, line } from '../../platform/http/fields.js';
import { OFFERED, SCOPES } from '../rights.rules.js';
import { FORMER_ROLES, ROLES, rolesOf } from '../roles.rules.js';

const name = line(200);
const roles = z
  .array(z.enum([...ROLES, ...FORMER_ROLES]))
  .min(1)
  .max(ROLES.length)
  .transform(rolesOf);
const teamIds = z.array(z.uuid()).max(500);
const password = z.string().max(1024);

export const createStaffSchema = z.strictObject({
  username: z.string().max(256),
  displayName: name,
  password: password
    .optional()
    .meta({ description: 'left out: made ahead, and may be named in rosters before its first sign-in' }),
  roles,
  teamIds: teamIds.default([]),
});
export type CreateStaff = z.infer<typeof createStaffSchema>;

export const changeStaffSchema = z.strictObject({
  displayName: name.optional(),
  password: password.optional(),
  roles: roles.optional(),
  teamIds: teamIds.optional(),
  disabled: z.boolean().optional(),
});
export type ChangeStaff = z.infer<typeof changeStaffSchema>;

export const createPartnerSchema = z.strictObject({
  name,
  scopes: z
    .array(z.enum(SCOPES).meta({ enum: OFFERED }))
    .min(1)
    .max(SCOPES.length),
  districtIds: z.array(z.uuid()).min(1).max(500).optional(),
});
export type CreatePartner = z.infer<typeof createPartnerSchema>;

export const staffSchema = z.object({
  id: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()),
  teamIds: z.array(z.uuid()),
  createdAt: at,
  disabledAt: at.nullable(),
  version: z.number(),
});

export const partnerSchema = z.object({
  id: z.uuid(),
  clientId: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  districtIds: z.array(z.uuid()).nullable(),
  createdAt: at,
});

export const newPartnerSchema = partnerSchema.extend({ clientSecret: z.string() });

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
