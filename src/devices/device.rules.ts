import { z } from 'zod';
import { courseShape, slotShape } from './slot.rules.js';
import { instant } from './telemetry/event-type.rules.js';

/** The name of a dispenser; also its MQTT client id, its user name and a level of its topics. */
export const deviceIdPattern = /^[A-Za-z0-9._-]{1,64}$/;

/** A dispenser in a path, as the description of the API shows it. */
export const whichDevice = {
  name: 'deviceId',
  description: 'which dispenser, by the name it is registered under',
  schema: { type: 'string', pattern: deviceIdPattern.source },
} as const;

/** How a dispenser is in touch: it stays connected, or it comes, speaks and leaves again, as one on batteries does. */
export const PRESENCES = ['connected', 'visit'] as const;
export type Presence = (typeof PRESENCES)[number];

const slot = z.object({
  ...slotShape,
  windowMinutes: z.number().int().min(1).max(1440).optional(),
});
const course = slot.extend(courseShape);

/** What may be asked of a dispenser, and the data that goes with it. */
export const commands = {
  'dose.remind': z.object({ dueAt: instant.optional(), n: z.number().int().min(1).optional() }),
  'dose.lock': z.object({ dueAt: instant.optional() }),
  'schedule.set': z.object({
    revision: z.number().int().min(0),
    zone: z.string().min(1).max(64),
    slots: z.array(slot).max(48),
    courses: z.array(course).max(48).optional(),
  }),
  'message.show': z.object({ messageId: z.string().min(1).max(128), text: z.string().min(1).max(500) }),
  /** `speed` is how fast the gateway's clock runs; 1 outside a demo. */
  'time.sync': z.object({ now: instant, speed: z.number().positive().max(10_000) }),
};

export const COMMAND_STATES = ['queued', 'sent', 'done', 'refused', 'expired'] as const;
export type CommandState = (typeof COMMAND_STATES)[number];
/** The dispenser has not said what came of it, and still may. */
export const UNANSWERED_STATES = ['queued', 'sent'] as const satisfies readonly CommandState[];
export type CommandType = keyof typeof commands;
export type CommandData<T extends CommandType> = z.infer<(typeof commands)[T]>;

export const isCommandType = (type: string): type is CommandType => Object.hasOwn(commands, type);

export const commandTypes = Object.keys(commands) as [CommandType, ...CommandType[]];

/** What others than the house may ask, with nothing beside what is known; its schedules and its time are the house's own. */
export const ASKABLE = {
  'dose.remind': commands['dose.remind'].strict(),
  'dose.lock': commands['dose.lock'].strict(),
  'message.show': commands['message.show'].strict(),
};

export type AskableType = keyof typeof ASKABLE;
export const askableTypes = Object.keys(ASKABLE) as [AskableType, ...AskableType[]];

/** What asks of the citizen herself is a change of her care; to remind her is not. */
export const scopeToAsk = (type: AskableType): 'devices:write' | 'citizens:write' =>
  type === 'dose.remind' ? 'devices:write' : 'citizens:write';
