import type { components } from '../../api.types.js';

type Quarantined = components['schemas']['QuarantinedTelemetry'];
type Kind = Quarantined['kind'];
type Count = components['schemas']['QuarantineCount'];

export const KINDS = [
  'rejected',
  'unattributed',
  'parked',
  'unknown-type',
  'review',
  'waiting',
] as const satisfies readonly Kind[];
export const STATES = ['open', 'assigned', 'retried', 'dismissed'] as const satisfies readonly Quarantined['state'][];

/** What of it is looked at: what a reload and a pasted link restore. */
export interface Shown {
  readonly kind: Kind | '';
  readonly deviceId: string;
  readonly state: (typeof STATES)[number];
  /** Stands for a reason, which may have in it what a dispenser said. */
  readonly reason: string;
}

const DEVICE = /^[\w.-]{1,64}$/;

/** What does not fit is as if it were not there. */
export function readShown(search: string): Shown {
  const query = new URLSearchParams(search);
  return {
    kind: KINDS.find((kind) => kind === query.get('kind')) ?? '',
    deviceId: DEVICE.exec(query.get('device') ?? '')?.[0] ?? '',
    state: STATES.find((state) => state === query.get('state')) ?? 'open',
    reason: /^[0-9a-z]{1,8}$/.exec(query.get('reason') ?? '')?.[0] ?? '',
  };
}

export function writeShown({ kind, deviceId, state, reason }: Shown): string {
  const query = new URLSearchParams({
    ...(kind && { kind }),
    ...(deviceId && { device: deviceId }),
    ...(state !== 'open' && { state }),
    ...(reason && { reason }),
  });
  return query.size > 0 ? `/operations/quarantine?${query.toString()}` : '/operations/quarantine';
}

/** A short mark of the reason, the same for the same one: FNV-1a. */
export function markOf(reason: string): string {
  let hash = 0x811c9dc5;
  for (const letter of reason) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return hash.toString(36);
}

/** The reason that was marked so; undefined where none that stands is. */
export const reasonMarked = (mark: string, counts: readonly Count[]): string | undefined =>
  counts.find(({ reason }) => markOf(reason) === mark)?.reason;
