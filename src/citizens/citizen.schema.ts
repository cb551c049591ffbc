import { z } from 'zod';
import { at, instant, latitude, line, longitude, zone } from '../platform/http/fields.js';
import { digitsOf } from '../platform/text.rules.js';
import { PAUSE_REASONS } from './pause.rules.js';

const address = z.strictObject({
  street: line(200).optional(),
  postalCode: line(20).optional(),
  city: line(100).optional(),
  lat: latitude,
  lon: longitude,
});
const temporaryAddress = z
  .strictObject({ ...address.shape, from: instant, until: instant })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'is not after from' })
  .transform((at) => ({ ...at, from: at.from.toISOString(), until: at.until.toISOString() }));
const relative = z.strictObject({
  name: line(200),
  relation: line(100).optional(),
  phone: line(40).optional(),
  email: z.email().max(254).optional(),
});
const knownRelative = relative.extend({
  id: z.uuid().optional().meta({ description: 'stays with the relative; without it whoever is alike keeps hers' }),
});
/** Danish CPR or Norwegian FNR; dashes and blanks in it are not minded. */
const cpr = z
  .string()
  .max(20)
  .transform(digitsOf)
  .pipe(z.string().regex(/^\d{10,11}$/, 'must be 10 digits (CPR) or 11 (FNR)'));

export const createCitizenBody = z.strictObject({
  displayName: line(200),
  address,
  temporaryAddress: temporaryAddress.nullish(),
  addressProtected: z.boolean().optional(),
  zone: zone.default('Europe/Copenhagen'),
  districtId: z.uuid().nullish(),
  eDistrictTeamId: z.uuid().nullish(),
  contactPersonId: z.uuid().nullish(),
  relatives: z.array(relative).max(20).default([]),
  serviceArea: line(100).nullish(),
  cpr: cpr.optional(),
  consent: z.strictObject({ telemetry: z.boolean() }),
});
export type CreateCitizen = z.infer<typeof createCitizenBody>;

export const changeCitizenBody = z.strictObject({
  displayName: line(200).optional(),
  address: address.optional(),
  temporaryAddress: temporaryAddress.nullish(),
  addressProtected: z
    .boolean()
    .optional()
    .meta({ description: 'false lifts the protection: a right of its own, and with a reason' }),
  reason: line(500).optional().meta({ description: 'why the protection is lifted' }),
  deceasedAt: instant.nullish(),
  zone: zone.optional(),
  districtId: z.uuid().nullish(),
  eDistrictTeamId: z.uuid().nullish(),
  contactPersonId: z.uuid().nullish(),
  relatives: z.array(knownRelative).max(20).optional(),
  serviceArea: line(100).nullish(),
  cpr: cpr.nullish(),
});
export type ChangeCitizen = z.infer<typeof changeCitizenBody>;

export const searchBody = z
  .strictObject({ cpr: cpr.optional(), name: line(200).pipe(z.string().min(2)).optional() })
  .refine((body) => (body.cpr === undefined) !== (body.name === undefined), { message: 'asks for either cpr or name' });
export type Search = z.infer<typeof searchBody>;

export const consentBody = z.strictObject({ telemetry: z.boolean(), reason: line(500).optional() });
export type ConsentBody = z.infer<typeof consentBody>;

export const pauseSchema = z.object({
  id: z.uuid(),
  reason: z.enum(PAUSE_REASONS),
  from: at,
  until: at,
  createdAt: at,
  begunAt: at.nullable(),
  endedAt: at.nullable(),
  undoneAt: at
    .nullable()
    .meta({ description: 'when it was taken back: since then it counts for nothing, and never did' }),
});

export const createPauseBody = z
  .strictObject({ reason: z.enum(PAUSE_REASONS), from: instant, until: instant })
  .refine((body) => body.from < body.until, { path: ['until'], message: 'is not after from' });
export type CreatePause = z.infer<typeof createPauseBody>;

export const changePauseBody = z
  .strictObject({ from: instant.optional(), until: instant.optional() })
  .refine(({ from, until }) => from ?? until, { path: ['until'], message: 'or from is what can be moved' });
export type ChangePause = z.infer<typeof changePauseBody>;

export const pausesSchema = z.object({ items: z.array(pauseSchema), nextCursor: z.string().nullable() });

export const citizenSchema = z.object({
  id: z.uuid(),
  displayName: z.string(),
  address: address.nullable().meta({ description: 'null where it is protected' }),
  temporaryAddress: z
    .object({ ...address.shape, from: z.iso.datetime(), until: z.iso.datetime() })
    .nullable()
    .meta({ description: 'where the citizen stays for a while; null also where it is protected' }),
  addressProtected: z.boolean(),
  deceasedAt: at.nullable(),
  zone: z.string(),
  districtId: z.uuid().nullable(),
  eDistrictTeamId: z.uuid().nullable(),
  contactPersonId: z.uuid().nullable(),
  relatives: z.array(knownRelative),
  serviceArea: z.string().nullable(),
  cprKnown: z.boolean(),
  consent: z.object({ telemetry: z.boolean(), reason: z.string().nullable(), changedAt: at }),
  pause: pauseSchema.nullable().meta({ description: 'the pause in force' }),
  createdAt: at,
  updatedAt: at,
  version: z.number(),
});

export const citizensSchema = z.object({ items: z.array(citizenSchema), nextCursor: z.string().nullable() });
