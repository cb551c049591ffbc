import { z } from 'zod';
import { at, exampleId, line, named, withExample } from '../../platform/http/fields.js';
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

export const createStaffSchema = withExample(
  z.strictObject({
    username: z.string().max(256),
    displayName: name,
    password: password
      .optional()
      .meta({ description: 'left out: made ahead, and may be named in rosters before its first sign-in' }),
    roles,
    teamIds: teamIds.default([]),
  }),
  {
    username: 'bo',
    displayName: 'Bo Eksempel',
    password: 'a long invented sentence',
    roles: ['nurse'],
    teamIds: [exampleId('team')],
  },
);
export type CreateStaff = z.infer<typeof createStaffSchema>;

export const changeStaffSchema = withExample(
  z.strictObject({
    displayName: name.optional(),
    password: password.optional(),
    roles: roles.optional(),
    teamIds: teamIds.optional(),
    disabled: z.boolean().optional(),
  }),
  { teamIds: [exampleId('team'), exampleId('evening')] },
);
export type ChangeStaff = z.infer<typeof changeStaffSchema>;

export const createPartnerSchema = withExample(
  z.strictObject({
    name,
    scopes: z
      .array(z.enum(SCOPES).meta({ enum: OFFERED }))
      .min(1)
      .max(SCOPES.length),
    districtIds: z.array(z.uuid()).min(1).max(500).optional(),
  }),
  { name: 'Example EHR', scopes: ['events:read', 'tasks:read'], districtIds: [exampleId('district')] },
);
export type CreatePartner = z.infer<typeof createPartnerSchema>;

export const staffSchema = named(
  'Staff',
  z.object({
    id: z.uuid(),
    username: z.string(),
    displayName: z.string(),
    roles: z.array(z.string()),
    teamIds: z.array(z.uuid()),
    createdAt: at,
    disabledAt: at.nullable(),
    version: z.number(),
  }),
  {
    id: exampleId('nurse'),
    username: 'bo',
    displayName: 'Bo Eksempel',
    roles: ['nurse'],
    teamIds: [exampleId('team')],
    createdAt: '2026-01-05T09:00:00Z',
    disabledAt: null,
    version: 1,
  },
);

const aPartner = {
  id: exampleId('partner'),
  clientId: 'example-ehr',
  name: 'Example EHR',
  scopes: ['events:read', 'tasks:read'],
  districtIds: [exampleId('district')],
  createdAt: '2026-01-05T09:00:00Z',
};

export const partnerSchema = named(
  'Partner',
  z.object({
    id: z.uuid(),
    clientId: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    districtIds: z.array(z.uuid()).nullable(),
    createdAt: at,
  }),
  aPartner,
);

export const newPartnerSchema = named('NewPartner', partnerSchema.extend({ clientSecret: z.string() }), {
  ...aPartner,
  clientSecret: 'an-invented-secret-shown-once',
});
