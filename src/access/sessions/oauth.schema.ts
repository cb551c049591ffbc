import { z } from 'zod';
import { named } from '../../platform/http/fields.js';

const text = z.string().regex(/^[\x20-\x7e]{1,1024}$/);

/** RFC 6749 section 3.2: what is not known is ignored, what is sent twice is refused. */
export const tokenRequestSchema = z.object({
  grant_type: text,
  client_id: text.optional(),
  client_secret: text.optional(),
  scope: text.or(z.literal('')).optional(),
});

export const tokenAnswerSchema = named(
  'Token',
  z.object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.number(),
    scope: z.string(),
  }),
  {
    access_token: 'eyJhbGciOiJIUzI1NiJ9.e30.invented',
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'events:read tasks:read',
  },
);
/** RFC 6749 section 5.2. */
export const tokenRefusalSchema = named(
  'TokenRefusal',
  z.object({
    error: z.enum(['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope']),
  }),
  { error: 'invalid_client' },
);
export type TokenRefusal = z.infer<typeof tokenRefusalSchema>['error'];

export type TokenAnswer = z.infer<typeof tokenAnswerSchema>;
