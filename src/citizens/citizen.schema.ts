import { z } from 'zod';
import {
  at,
  exampleId,
  instant,
  latitude,
  line,
  longitude,
  named,
  withExample,
  zone,
} from '../platform/http/fields.js';
import { pageOf } from '../platform/http/page.js';
import { digitsOf } from '../platform/text.rules.js';
import { contactFields, contactsShown, dialled } from './contacts/contact.schema.js';
import { PAUSE_REASONS } from './pause.rules.js';

const place = { lat: latitude, lon: longitude };
const address = z.strictObject({
  street: line(200).optional(),
  postalCode: line(20).optional(),
  city: line(100).optional(),
  ...place,
});
/** Without a place it is put where its postal code lies, if the house knows that. */
const givenAddress = z
  .strictObject({ ...address.shape, lat: latitude.optional(), lon: longitude.optional() })
  .superRefine(({ lat, lon, postalCode }, context) => {
    const missing =
      lat === undefined
        ? lon === undefined && postalCode !== undefined
          ? null
          : 'lat'
        : lon === undefined
          ? 'lon'
          : null;
    if (missing)
      context.addIssue({
        code: 'custom',
        path: [missing],
        message: 'is needed: it may be left out with `lon`, where `postalCode` is said',
      });
  });
const shownAddress = address.extend({
  located: z
    .literal('postcode')
    .optional()
    .meta({ description: 'nobody said where it is: this is the middle of its postal code' }),
});
/** Nothing by which a person could be told, such as a CPR number. */
const externalId = line(100)
  .refine((id) => !/^\d{10,11}$/.test(digitsOf(id)), 'must not be a CPR number')
  .meta({ description: 'by which another system knows her; of those within your reach one has it' });
const temporaryAddress = z
  .strictObject({ ...address.shape, from: instant, until: instant })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'is not after from' })
  .transform((at) => ({ ...at, from: at.from.toISOString(), until: at.until.toISOString() }));
const relative = z.strictObject({
  name: line(200),
  relation: line(100).optional(),
  mobile: dialled.optional().meta({ description: 'called before `phone`' }),
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

export const createCitizenBody = withExample(
  z.strictObject({
    displayName: line(200),
    externalId: externalId.nullish(),
    address: givenAddress,
    temporaryAddress: temporaryAddress.nullish(),
    addressProtected: z.boolean().optional(),
    zone: zone.default('Europe/Copenhagen'),
    districtId: z.uuid().nullish(),
    eDistrictTeamId: z.uuid().nullish(),
    contactPersonId: z.uuid().nullish(),
    relatives: z.array(relative).max(20).default([]),
    serviceArea: line(100).nullish(),
    ...contactFields,
    cpr: cpr.optional(),
    consent: z.strictObject({ telemetry: z.boolean() }),
  }),
  {
    displayName: 'Alma Opdigtet',
    address: { street: 'Opdigtet Gade 1', postalCode: '9999', city: 'Fjordby', lat: 55.24, lon: 9.26 },
    mobile: '+45 00 00 00 01',
    consent: { telemetry: true },
  },
);
export type CreateCitizen = z.infer<typeof createCitizenBody>;

export const changeCitizenBody = withExample(
  z.strictObject({
    displayName: line(200).optional(),
    externalId: externalId.nullish(),
    address: givenAddress.optional(),
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
    ...contactFields,
    cpr: cpr.nullish(),
  }),
  { serviceArea: 'Home care, west' },
);
export type ChangeCitizen = z.infer<typeof changeCitizenBody>;

export const searchBody = withExample(
  z
    .strictObject({ cpr: cpr.optional(), name: line(200).pipe(z.string().min(2)).optional() })
    .refine((body) => (body.cpr === undefined) !== (body.name === undefined), {
      message: 'asks for either cpr or name',
    }),
  { name: 'alma' },
);
export type Search = z.infer<typeof searchBody>;

export const consentBody = withExample(z.strictObject({ telemetry: z.boolean(), reason: line(500).optional() }), {
  telemetry: false,
  reason: 'does not want it any more',
});
export type ConsentBody = z.infer<typeof consentBody>;

export const pauseSchema = named(
  'Pause',
  z.object({
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
  }),
  {
    id: exampleId('pause'),
    reason: 'hospital',
    from: '2026-03-10T12:00:00Z',
    until: '2026-03-14T10:00:00Z',
    createdAt: '2026-03-10T09:00:00Z',
    begunAt: null,
    endedAt: null,
    undoneAt: null,
  },
);

export const createPauseBody = withExample(
  z
    .strictObject({ reason: z.enum(PAUSE_REASONS), from: instant, until: instant })
    .refine((body) => body.from < body.until, { path: ['until'], message: 'is not after from' }),
  { reason: 'hospital', from: '2026-03-10T12:00:00Z', until: '2026-03-14T10:00:00Z' },
);
export type CreatePause = z.infer<typeof createPauseBody>;

export const changePauseBody = withExample(
  z
    .strictObject({ from: instant.optional(), until: instant.optional() })
    .refine(({ from, until }) => from ?? until, { path: ['until'], message: 'or from is what can be moved' }),
  { until: '2026-03-13T10:00:00Z' },
);
export type ChangePause = z.infer<typeof changePauseBody>;

export const pausesSchema = pageOf(pauseSchema);

export const citizenSchema = named(
  'Citizen',
  z.object({
    id: z.uuid(),
    displayName: z.string(),
    externalId: z.string().nullable(),
    address: shownAddress.nullable().meta({ description: 'null where it is protected' }),
    temporaryAddress: z
      .object({ ...shownAddress.shape, from: z.iso.datetime(), until: z.iso.datetime() })
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
    ...contactsShown,
    cprKnown: z.boolean(),
    consent: z.object({ telemetry: z.boolean(), reason: z.string().nullable(), changedAt: at }),
    pause: pauseSchema.nullable().meta({ description: 'the pause in force' }),
    createdAt: at,
    updatedAt: at,
    version: z.number(),
  }),
  {
    id: exampleId('citizen'),
    displayName: 'Alma Opdigtet',
    externalId: 'EXAMPLE-4711',
    address: { street: 'Opdigtet Gade 1', postalCode: '9999', city: 'Fjordby', lat: 55.24, lon: 9.26 },
    temporaryAddress: null,
    addressProtected: false,
    deceasedAt: null,
    zone: 'Europe/Copenhagen',
    districtId: exampleId('district'),
    eDistrictTeamId: null,
    contactPersonId: exampleId('nurse'),
    relatives: [{ id: exampleId('relative'), name: 'Oda Opdigtet', relation: 'daughter', mobile: '+4500000002' }],
    serviceArea: null,
    mobile: '+4500000001',
    phone: null,
    screenCallAddress: 'https://call.example.org/alma',
    language: 'da',
    hearing: 'hard-of-hearing',
    homeAccess: { key: 'key box 12 at the office', note: 'ring twice, she is slow to the door' },
    homeAccessKnown: true,
    cprKnown: false,
    consent: { telemetry: true, reason: null, changedAt: '2026-01-05T09:00:00Z' },
    pause: null,
    createdAt: '2026-01-05T09:00:00Z',
    updatedAt: '2026-01-05T09:00:00Z',
    version: 1,
  },
);

export const citizensSchema = pageOf(citizenSchema);
