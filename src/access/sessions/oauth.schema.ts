import { z } from 'zod';

const text = z.string().regex(/^[\x20-\x7e]{1,1024}$/);

/** RFC 6749 section 3.2: what is not known is ignored, what is sent twice is refused. */
export const tokenRequestSchema = z.object({
  grant_type: text,
  client_id: text.optional(),
  client_secret: text.optional(),
  scope: text.or(z.literal('')).optional(),
});

export const tokenAnswerSchema = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number(),
  scope: z.string(),
});
/** RFC 6749 section 5.2. */
export const tokenRefusalSchema = z.object({
  error: z.enum(['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope']),
});
export type TokenRefusal = z.infer<typeof tokenRefusalSchema>['error'];

export type TokenAnswer = z.infer<typeof tokenAnswerSchema>;
