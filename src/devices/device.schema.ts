import { z } from 'zod';
import { commandTypes, deviceIdPattern } from './device.rules.js';
import { dialectNamed } from './dialects/dialects.rules.js';

export const deviceIdSchema = z
  .string()
  .regex(deviceIdPattern, 'must be 1 to 64 letters, digits, dots, underscores or hyphens');
const dialect = z.string().refine((name) => dialectNamed(name) !== undefined, 'is no dialect this gateway speaks');

export const registerDeviceSchema = z.strictObject({
  deviceId: deviceIdSchema,
  dialect: dialect.default('cloudevents'),
  model: z.string().min(1).max(200).nullable().default(null),
});

export const changeDeviceSchema = z.strictObject({
  dialect: dialect.optional(),
  model: z.string().min(1).max(200).nullable().optional(),
  retired: z.boolean().optional(),
});

export const assignDeviceSchema = z.strictObject({
  deviceId: deviceIdSchema,
  from: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
});

export const sendCommandSchema = z.strictObject({
  type: z.enum(commandTypes),
  data: z.record(z.string(), z.unknown()).default({}),
  ttlSeconds: z.number().int().min(1).max(86_400).default(900),
});
