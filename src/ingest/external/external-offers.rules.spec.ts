import { describe, expect, it } from '@jest/globals';
import { answeredBefore, commandsAtOnce, flawOfCommand, type Offers, shortcomings } from './external-offers.rules.js';

const SHARED = '$share/dosevagt/dosevagt/v1/+/events';
const STATUS = 'dosevagt/v1/+/status';

describe('what a broker says of itself', () => {
  it.each<[Offers, filter: string, code: number | null]>([
    [{}, SHARED, null],
    [{ sharedSubscriptionAvailable: true, wildcardSubscriptionAvailable: true }, SHARED, null],
    [{ sharedSubscriptionAvailable: false }, SHARED, 0x9e],
    [{ sharedSubscriptionAvailable: false }, STATUS, null],
    [{ wildcardSubscriptionAvailable: false }, STATUS, 0xa2],
    [{ wildcardSubscriptionAvailable: false, sharedSubscriptionAvailable: false }, SHARED, 0x9e],
    [{ maximumQoS: 0 }, STATUS, null],
  ])('%j answers %s with %s', (offers, filter, code) => expect(answeredBefore(offers, filter)).toBe(code));

  it.each<[Offers, bytes: number, code: number | null]>([
    [{}, 1_000_000, null],
    [{ maximumQoS: 1 }, 10, null],
    [{ maximumQoS: 0 }, 10, 0x9b],
    [{ maximumPacketSize: 100 }, 100, null],
    [{ maximumPacketSize: 100 }, 101, 0x95],
  ])('%j takes a command of %i bytes: %s', (offers, bytes, code) => expect(flawOfCommand(offers, bytes)).toBe(code));

  it.each<[Offers, most: number]>([
    [{}, 65_535],
    [{ receiveMaximum: 20 }, 20],
  ])('%j takes %i commands at once', (offers, most) => expect(commandsAtOnce(offers)).toBe(most));

  it.each<[Offers, seconds: number, notes: number]>([
    [{}, 86_400, 0],
    [{ retainAvailable: true, sessionExpiryInterval: 86_400 }, 86_400, 0],
    [{ retainAvailable: false }, 86_400, 1],
    [{ sessionExpiryInterval: 3_600 }, 86_400, 1],
    [{ sessionExpiryInterval: 0, retainAvailable: false }, 86_400, 2],
    [{ sessionExpiryInterval: 0 }, 0, 0],
  ])('%j, asked for %i s, falls short in %i ways', (offers, seconds, notes) =>
    expect(shortcomings(offers, seconds)).toHaveLength(notes),
  );
});
