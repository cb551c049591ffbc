import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  afterTry,
  type DeliveryResult,
  copiesLead,
  type Delivery,
  isCopy,
  sendAgain,
  TRY_SECONDS,
} from './delivery.rules.js';
import { DEFAULT_LADDERS } from '../ladders/ladder.rules.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 10, 7) + seconds * 1000);
const fresh: Delivery = {
  id: 'd',
  key: 'tell-lead/a/staff/s',
  alertId: 'a',
  taskId: null,
  citizenId: null,
  districtId: null,
  purpose: 'tell-lead',
  recipientKind: 'staff',
  recipientId: 's',
  channels: ['sms', 'mail'],
  givenUp: [],
  apart: false,
  channel: 'sms',
  state: 'waiting',
  attempts: 0,
  failingSince: null,
  nextTryAt: at(0),
  createdAt: at(0),
  deliveredAt: null,
  error: null,
};
const failedOnce = { ...fresh, attempts: 1, failingSince: at(0), nextTryAt: at(10) };
const failedTwice = { ...fresh, attempts: 2, failingSince: at(0), nextTryAt: at(30) };
const onLast = { ...fresh, channel: 'mail', state: 'fallen-through' as const };
const apart = { ...onLast, channel: 'sms', apart: true, attempts: 3, failingSince: at(0), nextTryAt: at(60) };
const inTurn = { state: 'fallen-through', apart: true } as const;

const retry: DeliveryResult = { outcome: 'retry', error: 'busy' };
const giveUp: DeliveryResult = { outcome: 'give-up', error: 'unknown-number' };

describe('what becomes of a delivery', () => {
  it.each<[string, Delivery, DeliveryResult, number, string, Partial<Delivery>]>([
    ['it arrives', fresh, { outcome: 'delivered' }, 0, 'delivered', { state: 'delivered', deliveredAt: at(0) }],
    [
      'it arrives in the end',
      { ...failedTwice, error: 'busy' },
      { outcome: 'delivered' },
      30,
      'delivered',
      { attempts: 3, nextTryAt: null, error: null },
    ],
    ['a first failure', fresh, retry, 0, 'retry', { state: 'waiting', nextTryAt: at(10), failingSince: at(0) }],
    ['a second failure', failedOnce, retry, 10, 'retry', { channel: 'sms', nextTryAt: at(30), failingSince: at(0) }],
    ['a third', failedTwice, retry, 30, 'fallen-through', { channel: 'mail', nextTryAt: at(30), failingSince: null }],
    ['a second that leaves a third its time', failedOnce, retry, 30, 'retry', { channel: 'sms', nextTryAt: at(50) }],
    ['a second that leaves it too little', failedOnce, retry, 30.001, 'fallen-through', { channel: 'mail' }],
    ['late after a standstill', failedOnce, retry, 900, 'fallen-through', { channel: 'mail', nextTryAt: at(900) }],
    ['a refusal', fresh, giveUp, 0, 'fallen-through', { channel: 'mail', attempts: 0, error: 'unknown-number' }],
    [
      'a refusal in words, which might name somebody',
      fresh,
      { outcome: 'give-up', error: 'no mailbox of Anna' },
      0,
      'fallen-through',
      { error: 'give-up' },
    ],
    ['a passing failure of the last channel', onLast, retry, 0, 'retry', { channel: 'mail', nextTryAt: at(10) }],
    [
      'a refusal by the last channel, after the first refused too',
      { ...onLast, givenUp: ['sms'] },
      giveUp,
      0,
      'parked',
      { state: 'parked', nextTryAt: null, givenUp: ['sms', 'mail'] },
    ],
    [
      'a refusal by the last channel, where the first may yet',
      onLast,
      giveUp,
      0,
      'fallen-through',
      { ...inTurn, channel: 'sms', givenUp: ['mail'], nextTryAt: at(30) },
    ],
    [
      'the last channel fails for what may pass',
      { ...onLast, ...failedTwice, channel: 'mail' },
      retry,
      30,
      'fallen-through',
      { ...inTurn, channel: 'sms', nextTryAt: at(60), failingSince: at(0) },
    ],
    [
      'all have failed, and the next does',
      apart,
      retry,
      60,
      'retry',
      { ...inTurn, channel: 'mail', nextTryAt: at(90) },
    ],
    [
      'one of three fails',
      { ...apart, channels: [...apart.channels, 'call'] },
      retry,
      60,
      'retry',
      { channel: 'mail' },
    ],
    [
      'the second of three fails',
      { ...apart, channels: [...apart.channels, 'call'], channel: 'mail' },
      retry,
      60,
      'retry',
      { channel: 'call' },
    ],
    ['the only one left fails', { ...apart, givenUp: ['mail'] }, retry, 60, 'retry', { ...inTurn, channel: 'sms' }],
    ['the only one left refuses', { ...apart, givenUp: ['mail'] }, giveUp, 60, 'parked', { state: 'parked' }],
    ['after all have failed it arrives', apart, { outcome: 'delivered' }, 60, 'delivered', { state: 'delivered' }],
  ])('%s', (_what, held, answer, seconds, step, expected) => {
    const decided = afterTry(held, answer, at(seconds));
    expect(decided.step).toBe(step);
    expect(decided.delivery).toMatchObject(expected);
  });

  it('is tried for as long as it takes, every half a minute, unless what it was about is over', () => {
    let held: Delivery = fresh;
    const pauses: number[] = [];
    for (let tries = 0; tries < 500; tries++) {
      const { delivery, step } = afterTry(held, retry, held.nextTryAt!);
      expect(step).not.toBe('parked');
      pauses.push(delivery.nextTryAt!.getTime() - held.nextTryAt!.getTime());
      held = delivery;
    }
    expect(Math.max(...pauses)).toBe(30_000);
    expect(afterTry(held, retry, held.nextTryAt!, true)).toMatchObject({ step: 'parked', delivery: { error: 'busy' } });
  });

  it.each<[string, Partial<Delivery>, Partial<Delivery> | null]>([
    [
      'parked',
      {
        state: 'parked',
        channel: 'mail',
        givenUp: ['sms', 'mail'],
        apart: true,
        attempts: 3,
        failingSince: at(0),
        error: 'x',
        nextTryAt: null,
      },
      { ...fresh, nextTryAt: at(60) },
    ],
    ['on its way', { state: 'fallen-through', channel: 'mail' }, null],
    ['delivered', { state: 'delivered', deliveredAt: at(0), nextTryAt: null }, null],
  ])('sent again when it is %s', (_what, held, expected) =>
    expect(sendAgain({ ...fresh, ...held }, at(60))).toEqual(expected),
  );

  it('scenario 16: whatever a channel does, the next is tried within 60 s of its first failure', () => {
    const answers = fc.array(fc.record({ takes: fc.integer({ min: 0, max: TRY_SECONDS }) }), { minLength: 4 });
    fc.assert(
      fc.property(answers, (tries) => {
        let held = fresh;
        let firstFailure: number | null = null;
        for (const { takes } of tries) {
          const ended = new Date(held.nextTryAt!.getTime() + takes * 1000);
          firstFailure ??= ended.getTime();
          const { delivery, step } = afterTry(held, retry, ended);
          if (step === 'fallen-through') return delivery.nextTryAt!.getTime() - firstFailure <= 60_000;
          held = delivery;
        }
        return false;
      }),
    );
  });

  it('scenario 32: only a copy may be given up quietly', () => {
    const purposes = ['notify-relative', 'tell-lead', 'hand-over', 'export'] as const;
    expect(purposes.filter(isCopy)).toEqual(['notify-relative', 'tell-lead']);
  });
});

describe('the copy to the lead', () => {
  const rungTo = (to: string) => DEFAULT_LADDERS['standard-dose'].rungs.find((rung) => rung.to === to)!;
  it.each([
    ['security', 'nearest', 'nearest-team', '2026-03-10T11:00:00Z', true],
    ['security', 'at night', 'nearest-team', '2026-03-10T22:00:00Z', false],
    ['standard-dose', 'to all on duty', 'all-on-duty', '2026-03-10T22:00:00Z', true],
    ['standard-dose', 'to one team', 'nearest-team', '2026-03-10T11:00:00Z', false],
    ['time-critical-dose', 'to all on duty', 'all-on-duty', '2026-03-10T11:00:00Z', false],
  ] as const)('%s, %s', (ladderName, _what, to, now, copied) => {
    expect(copiesLead({ ladderName }, rungTo(to), 'Europe/Copenhagen', new Date(now))).toBe(copied);
  });
});
