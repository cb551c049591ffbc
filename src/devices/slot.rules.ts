import { z } from 'zod';
import { DAYS, WALL_TIME } from '../teams/local-time.rules.js';
import { CRITICALITIES } from './telemetry/event-type.rules.js';

/** When a dose is due by the clock on the wall, as a plan says it and as a dispenser is told. */
export const slotShape = {
  time: z.string().regex(WALL_TIME, 'must be a local time HH:MM'),
  days: z.array(z.enum(DAYS)).optional(),
  criticality: z.enum(CRITICALITIES),
};

/** Due only between two days, both of them too, or only every so many days since the first. */
export const courseShape = {
  from: z.iso.date('must be a date YYYY-MM-DD').optional(),
  until: z.iso.date('must be a date YYYY-MM-DD').optional(),
  everyDays: z.number().int().min(1).optional(),
};
