const ROOT = 'dosevagt/v1/';

/** What a dispenser may publish below its own id. */
const UPLINK = ['events', 'heartbeat', 'status', 'commands/ack'] as const;
export type Uplink = (typeof UPLINK)[number];

export const commandTopic = (deviceId: string): string => `${ROOT}${deviceId}/commands`;
export const eventsTopic = (deviceId: string): string => `${ROOT}${deviceId}/events`;

/** What the gateways of one installation share between them behind an external broker. */
export const SHARED_FILTERS = ['events', 'heartbeat', 'commands/ack'].map(
  (uplink) => `$share/dosevagt/${ROOT}+/${uplink}`,
);
/** Retained messages never reach a shared subscription. */
export const STATUS_FILTER = `${ROOT}+/status`;

/** The deviceId and what is published, or null for a topic that is none of ours. */
export function readTopic(topic: string): { deviceId: string; uplink: Uplink } | null {
  if (!topic.startsWith(ROOT)) return null;
  const slash = topic.indexOf('/', ROOT.length);
  if (slash < 0) return null;
  const uplink = topic.slice(slash + 1) as Uplink;
  return UPLINK.includes(uplink) ? { deviceId: topic.slice(ROOT.length, slash), uplink } : null;
}

/** A dispenser publishes below its own id, and only what dispensers have to say. */
export function publishRight(deviceId: string, topic: string): Uplink | 'another-device' | 'no-such-topic' {
  const read = readTopic(topic);
  if (read === null) return topic.startsWith(`${ROOT}${deviceId}/`) ? 'no-such-topic' : 'another-device';
  return read.deviceId === deviceId ? read.uplink : 'another-device';
}

/** A dispenser subscribes below its own id; a wildcard may not reach further. */
export const maySubscribe = (deviceId: string, filter: string): boolean => filter.startsWith(`${ROOT}${deviceId}/`);
