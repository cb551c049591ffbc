import { z } from 'zod';
import { at } from '../../platform/http/fields.js';
import { pageOf } from '../../platform/http/page.js';

export const signInSchema = z.strictObject({
  username: z.string().max(256),
  password: z.string().max(1024),
});
export type SignIn = z.infer<typeof signInSchema>;

export const tokenSchema = z.object({ token: z.string(), expiresAt: at });

export const sessionSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['staff', 'partner']),
  sessionId: z.uuid().optional(),
  name: z.string(),
  roles: z.array(z.string()),
  scopes: z.array(z.string()),
  teams: z.array(
    z.object({ id: z.uuid(), name: z.string(), kind: z.string(), districtId: z.uuid(), zone: z.string() }),
  ),
  now: at,
  clockSpeed: z.number(),
});

export const sessionsSchema = pageOf(
  z.object({
    id: z.uuid(),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: at,
    lastUsedAt: at,
    expiresAt: at,
    current: z.boolean(),
  }),
);
