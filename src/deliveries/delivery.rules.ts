import { outsideNight } from '../cases/climbing/climb.rules.js';
import { isCode } from '../platform/code.rules.js';
import { LONGEST_DELAY_MS } from '../platform/queue/retry-delay.rules.js';
import type { Alert } from '../cases/alert.rules.js';
import type { Rung } from '../ladders/ladder.rules.js';

export const DELIVERY_PURPOSES = ['notify-relative', 'tell-lead', 'hand-over', 'export'] as const;
export type DeliveryPurpose = (typeof DELIVERY_PURPOSES)[number];
export const RECIPIENT_KINDS = ['relative', 'staff', 'system'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

/** `fallen-through`: one channel could not, the next is to be tried; `parked`: none ever will, and it stays here. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'fallen-through', 'parked'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Something that one recipient is to be told. Its id is the idempotency key towards the channel. */
export interface Delivery {
  readonly id: string;
  /** What is written a second time under the same key is not sent a second time. */
  readonly key: string;
  readonly alertId: string | null;
  readonly taskId: string | null;
  readonly citizenId: string | null;
  readonly districtId: string | null;
  readonly purpose: DeliveryPurpose;
  readonly recipientKind: RecipientKind;
  /** A staff id, the id of a relative, or the name of a system; never a name, number or mail of a person. */
  readonly recipientId: string;
  /** In the order they are tried. */
  readonly channels: readonly string[];
  /** Those that will never reach the recipient. */
  readonly givenUp: readonly string[];
  /** Every channel has failed, and one at least for what may pass: they are tried in turn, now and then, for as long as it takes. */
  readonly apart: boolean;
  /** The one being tried. */
  readonly channel: string;
  readonly state: DeliveryState;
  /** On this channel. */
  readonly attempts: number;
  /** When this channel failed first. */
  readonly failingSince: Date | null;
  readonly nextTryAt: Date | null;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
  readonly error: string | null;
}

/** What somebody is to be told, before it is written. */
export type ToDeliver = Pick<
  Delivery,
  'alertId' | 'taskId' | 'citizenId' | 'districtId' | 'purpose' | 'recipientKind' | 'recipientId' | 'channels'
> & {
  /** What sets it apart where it belongs to no alert: recipients are told once of each. */
  readonly about?: string | undefined;
};

export const keyOf = ({ purpose, about, alertId, recipientKind, recipientId }: ToDeliver): string =>
  [purpose, about ?? alertId, recipientKind, recipientId].join('/');

/** What a channel answers: `retry` for what may pass, however long it takes, `give-up` for what will not. The error is a code: what is none might name somebody, and is not kept. */
export interface DeliveryResult {
  readonly outcome: 'delivered' | 'retry' | 'give-up';
  readonly error?: string;
}

/** A try that takes longer has failed. */
export const TRY_SECONDS = 10;
/** Pauses before the second and the third try on a channel. */
const BACKOFF_SECONDS = [10, 20] as const;
/** Scenario 16: so long after its first failure at the latest, a channel makes room for the next. */
const NEXT_CHANNEL_SECONDS = 60;

export type Step = 'delivered' | 'retry' | 'fallen-through' | 'parked';

/**
 * What becomes of a delivery after a try on its channel that ended at `now`. It is parked when every channel has given up.
 * @param isOver nobody is told for ever of what is over: what has failed on every way by then is parked too
 */
export function afterTry(
  held: Delivery,
  { outcome, error }: DeliveryResult,
  now: Date,
  isOver = false,
): { delivery: Delivery; step: Step } {
  const attempts = held.attempts + 1;
  if (outcome === 'delivered') {
    const delivery = { ...held, attempts, state: 'delivered' as const, deliveredAt: now, nextTryAt: null, error: null };
    return { delivery, step: 'delivered' };
  }
  const failingSince = held.failingSince ?? now;
  const givenUp = outcome === 'give-up' ? [...held.givenUp, held.channel] : held.givenUp;
  const failed: Delivery = { ...held, attempts, failingSince, givenUp, error: isCode(error) ? error : outcome };
  if (held.apart) return inTurn(failed, now, isOver);
  const nextTryAt = outcome === 'retry' ? retryAt(failed, failingSince, now) : null;
  if (nextTryAt) return { delivery: { ...failed, nextTryAt }, step: 'retry' };
  const next = held.channels[held.channels.indexOf(held.channel) + 1];
  if (next === undefined) return inTurn(failed, now, isOver);
  const moved = { channel: next, state: 'fallen-through' as const, attempts: 0, failingSince: null, nextTryAt: now };
  return { delivery: { ...failed, ...moved }, step: 'fallen-through' };
}

/** The next of the channels that may yet work, round and round. Of each failure but the first nobody is told. */
function inTurn(failed: Delivery, now: Date, isOver: boolean): { delivery: Delivery; step: Step } {
  const { channels, channel, givenUp } = failed;
  const after = channels.indexOf(channel) + 1;
  const next = [...channels.slice(after), ...channels].find((one) => !givenUp.includes(one));
  if (next === undefined || isOver)
    return { delivery: { ...failed, state: 'parked', nextTryAt: null }, step: 'parked' };
  const nextTryAt = new Date(now.getTime() + LONGEST_DELAY_MS);
  const delivery: Delivery = { ...failed, apart: true, state: 'fallen-through', channel: next, nextTryAt };
  return { delivery, step: failed.apart ? 'retry' : 'fallen-through' };
}

/** Null when another try could end too late for the next channel. */
function retryAt({ attempts }: Delivery, failingSince: Date, now: Date): Date | null {
  const pause = BACKOFF_SECONDS[attempts - 1];
  if (pause === undefined) return null;
  const at = new Date(now.getTime() + pause * 1000);
  const latest = failingSince.getTime() + (NEXT_CHANNEL_SECONDS - TRY_SECONDS) * 1000;
  return at.getTime() <= latest ? at : null;
}

/** From the first channel on, as if it had just been written; null when it is not parked. Its id stays, so that a channel knows it. */
export const sendAgain = (held: Delivery, now: Date): Delivery | null =>
  held.state === 'parked'
    ? {
        ...held,
        state: 'waiting',
        channel: held.channels[0]!,
        givenUp: [],
        apart: false,
        attempts: 0,
        failingSince: null,
        nextTryAt: now,
        error: null,
      }
    : null;

/** Beside a copy there is a task; where there is none, somebody must look at what could not be told. */
export const isCopy = (purpose: DeliveryPurpose): boolean => purpose === 'notify-relative' || purpose === 'tell-lead';

/** Section "Ladders" of the domain: the lead hears of a security alert by day, and of a standard dose that went out to all. */
export function copiesLead(
  { ladderName }: Pick<Alert, 'ladderName'>,
  { to }: Pick<Rung, 'to'>,
  zone: string,
  now: Date,
): boolean {
  if (ladderName === 'security') return outsideNight(zone, now).getTime() === now.getTime();
  return ladderName === 'standard-dose' && to === 'all-on-duty';
}
