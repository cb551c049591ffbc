import { z } from 'zod';
import { at, exampleId, named, withExample } from '../../platform/http/fields.js';
import { pageOf } from '../../platform/http/page.js';

export const signInSchema = withExample(
  z.strictObject({
    username: z.string().max(256),
    password: z.string().max(1024),
  }),
  { username: 'bo', password: 'a long invented sentence' },
);
export type SignIn = z.infer<typeof signInSchema>;

export const tokenSchema = named('StaffToken', z.object({ token: z.string(), expiresAt: at }), {
  token: 'eyJhbGciOiJIUzI1NiJ9.e30.invented',
  expiresAt: '2026-03-10T19:00:00Z',
});

const extent = z.enum(['all', 'some', 'none']);

export const sessionSchema = named(
  'Session',
  z.object({
    id: z.uuid(),
    kind: z.enum(['staff', 'partner']),
    sessionId: z.uuid().optional(),
    name: z.string(),
    roles: z.array(z.string()),
    scopes: z.array(z.string()),
    reach: z
      .object({ citizens: extent, places: extent, fleet: extent })
      .meta({ description: 'where the rights hold: in all districts, in some, or in none' }),
    teams: z.array(
      z.object({ id: z.uuid(), name: z.string(), kind: z.string(), districtId: z.uuid(), zone: z.string() }),
    ),
    now: at,
    clockSpeed: z.number(),
  }),
  {
    id: exampleId('nurse'),
    kind: 'staff',
    sessionId: exampleId('session'),
    name: 'Bo Eksempel',
    roles: ['nurse'],
    scopes: ['events:read', 'tasks:read', 'tasks:write', 'citizens:read'],
    reach: { citizens: 'some', places: 'some', fleet: 'some' },
    teams: [
      {
        id: exampleId('team'),
        name: 'West Day',
        kind: 'home-care',
        districtId: exampleId('district'),
        zone: 'Europe/Copenhagen',
      },
    ],
    now: '2026-03-10T08:05:00Z',
    clockSpeed: 1,
  },
);

export const sessionsSchema = pageOf(
  named(
    'OwnSession',
    z.object({
      id: z.uuid(),
      userAgent: z.string().nullable(),
      address: z.string().nullable(),
      createdAt: at,
      lastUsedAt: at,
      expiresAt: at,
      current: z.boolean(),
    }),
    {
      id: exampleId('session'),
      userAgent: 'Invented Browser 1.0',
      address: '192.0.2.7',
      createdAt: '2026-03-10T07:00:00Z',
      lastUsedAt: '2026-03-10T08:05:00Z',
      expiresAt: '2026-03-10T19:00:00Z',
      current: true,
    },
  ),
);
