const ROOT = 'dosevagt/v1/';

/** What a dispenser may publish below its own id. */
const UPLINK = ['events', 'heartbeat', 'status', 'commands/ack'] as const;
export type Uplink = (typeof UPLINK)[number];

export const commandTopic = (deviceId: string): string => `${ROOT}${deviceId}/commands`;
export const eventsTopic = (deviceId: string): string => `${ROOT}${deviceId}/events`;
export const statusTopic = (deviceId: string): string => `${ROOT}${deviceId}/status`;

/** What the gateways of one installation share between them behind an external broker. */
export const SHARED_FILTERS = ['events', 'heartbeat', 'commands/ack'].map(
  (uplink) => `$share/dosevagt/${ROOT}+/${uplink}`,
);
/** What may never be missed, for a node by itself: a broker that forgets what is shared keeps these through a restart. */
export const UNSHARED_FILTERS = ['events', 'commands/ack'].map((uplink) => `${ROOT}+/${uplink}`);
/** Retained messages never reach a shared subscription. */
export const STATUS_FILTER = `${ROOT}+/status`;

/** The deviceId and what is published, or null for a topic that is none of ours. */
export function readTopic(topic: string): { deviceId: string; uplink: Uplink } | null {
  if (!topic.startsWith(ROOT)) return null;
  const slash = topic.indexOf('/', ROOT.length);
  const uplink = topic.slice(slash + 1) as Uplink;
  return UPLINK.includes(uplink) ? { deviceId: topic.slice(ROOT.length, slash), uplink } : null;
}

/** A dispenser publishes below its own id, and only what dispensers have to say. */
export function publishRight(deviceId: string, topic: string): Uplink | 'another-device' | 'no-such-topic' {
  const read = readTopic(topic);
  if (read === null) return topic.startsWith(`${ROOT}${deviceId}/`) ? 'no-such-topic' : 'another-device';
  return read.deviceId === deviceId ? read.uplink : 'another-device';
}

/** Why a last will would be refused when it is sent; null for one that would be heard. */
export function flawOfWill(
  deviceId: string,
  { topic, payload }: { readonly topic: string; readonly payload: { readonly length: number } },
  longest: Readonly<Record<Uplink, number>>,
): string | null {
  const right = publishRight(deviceId, topic);
  if (right === 'another-device' || right === 'no-such-topic') return right;
  return payload.length > longest[right] ? `${right} of more than ${longest[right]} bytes` : null;
}

/** Whether a topic filter matches a topic (MQTT 3.1.1 section 4.7); of topics that begin with `$` there are none here. */
export function matches(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [i, level] of wanted.entries()) {
    // It matches its parent too.
    if (level === '#') return i === wanted.length - 1;
    if (level !== '+' && level !== levels[i]) return false;
  }
  return wanted.length === levels.length;
}

/**
 * A dispenser subscribes below its own id, and to what it can be told: its commands, and its status, which is retained. A wildcard
 * may not reach further than its own.
 */
export function subscribeRight(deviceId: string, filter: string): 'granted' | 'subscribe' | 'never-served' {
  if (!filter.startsWith(`${ROOT}${deviceId}/`)) return 'subscribe';
  const isServed = hearsCommands(deviceId, filter) || matches(filter, statusTopic(deviceId));
  return isServed ? 'granted' : 'never-served';
}

/** Whether who subscribes so hears its commands. */
export const hearsCommands = (deviceId: string, filter: string): boolean => matches(filter, commandTopic(deviceId));
