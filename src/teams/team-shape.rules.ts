import { z } from 'zod';
import { at, exampleId, latitude, line, longitude, named, withExample } from '../platform/http/fields.js';
import { SHIFT_DAYS, WALL_TIME } from './local-time.rules.js';
import { type Team, TEAM_KINDS } from './team.rules.js';

export const base = z.strictObject({ lat: latitude, lon: longitude });

const time = z.string().regex(WALL_TIME, 'is not a time between 00:00 and 23:59');
const members = z.array(z.uuid()).max(500);
const shift = z
  .strictObject({
    days: z.array(z.enum(SHIFT_DAYS)).min(1).max(SHIFT_DAYS.length),
    from: time,
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time between 00:00 and 24:00'),
    members: members.optional(),
  })
  .refine((s) => s.from !== s.to, { path: ['to'], message: 'is when it begins; the whole day is 00:00 to 24:00' });
const override = z
  .strictObject({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    onDuty: z.boolean(),
    reason: line(500).optional(),
  })
  .refine((o) => new Date(o.from) < new Date(o.to), { path: ['to'], message: 'is not after from' });

export const rosterBody = withExample(
  z.strictObject({
    shifts: z.array(shift).max(200),
    overrides: z.array(override).max(500).default([]),
  }),
  { shifts: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '15:00' }], overrides: [] },
);
export type RosterBody = z.infer<typeof rosterBody>;

export const teamSchema = named(
  'Team',
  z.object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(TEAM_KINDS),
    districtId: z.uuid(),
    base,
    zone: z.string(),
    roster: z.object({ shifts: z.array(shift), overrides: z.array(override) }),
    createdAt: at,
    version: z.number(),
  }),
  {
    id: exampleId('team'),
    name: 'West Day',
    kind: 'home-care',
    districtId: exampleId('district'),
    base: { lat: 55.25, lon: 9.25 },
    zone: 'Europe/Copenhagen',
    roster: { shifts: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '15:00' }], overrides: [] },
    createdAt: '2026-01-05T09:00:00Z',
    version: 2,
  },
);

export const showTeam = ({ lat, lon, shifts, overrides, ...team }: Team) => ({
  ...team,
  base: { lat, lon },
  roster: { shifts, overrides },
});
