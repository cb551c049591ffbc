import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { TownService } from '../../src/demo/town.service.js';
import { JournalProcessor } from '../../src/doses/processing/journal-processor.worker.js';
import { IngestService } from '../../src/ingest/ingest.service.js';
import { newId } from '../../src/platform/database/id.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { seedOf } from '../support/seed.js';

/** More are for a run by hand: `ORDER_RUNS=300 npm test -- conditions-any-order`. A slow machine tries fewer. */
const RUNS = Number(process.env.ORDER_RUNS ?? 15);
const TIME_MS = 1_000 * RUNS;
const FIRST_AT = Date.UTC(2026, 2, 10, 7);

const WORDS = [
  ['device.fault', { faultCode: 'E1', dispensingStopped: true }],
  ['device.fault', { faultCode: 'E2' }],
  ['device.fault', {}],
  ['device.fault_cleared', { faultCode: 'E1' }],
  ['device.fault_cleared', { faultCode: 'E2' }],
  ['device.fault_cleared', {}],
  ['supply.empty', {}],
  ['supply.drawer_full', { slot: 3 }],
  ['supply.loaded', { count: 14 }],
  ['user.message_unread', { messageId: 'm1' }],
  ['user.message_unread', { messageId: 'm2' }],
  ['user.message_acknowledged', { messageId: 'm1' }],
] as const;

/** What a dispenser says one after the other, and how it comes to be heard. */
interface Story {
  readonly steps: readonly { readonly word: number; readonly seconds: number; readonly counts: number }[];
  readonly width: number;
  /** How far its counter is from starting again. */
  readonly before: number;
  readonly again: readonly number[];
  readonly places: readonly number[];
  /** Whether what was heard has had its effect before the next is heard. */
  readonly pauses: readonly boolean[];
}
const someStory: fc.Arbitrary<Story> = fc.record({
  steps: fc.array(
    fc.record({
      word: fc.nat({ max: WORDS.length - 1 }),
      seconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 900 })),
      counts: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 2, maxLength: 7 },
  ),
  width: fc.constantFrom(2 ** 8, 2 ** 16, 2 ** 32),
  before: fc.nat({ max: 20 }),
  again: fc.array(fc.nat({ max: 6 }), { maxLength: 3 }),
  places: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
  pauses: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
});

/** Buffers are emptied backwards, counters start again, and everything may come twice: how a dispenser stands must not depend on it. */
describe('what a dispenser says about itself', () => {
  jest.setTimeout(240_000 + 2 * TIME_MS);
  const seed = seedOf('conditions-any-order');
  let house: House;
  let free: { deviceId: string; citizenId: string }[];

  beforeAll(async () => {
    house = await startHouse({ at: '2026-03-10T06:00:00Z', environment: { STORM_CALM_TASKS: '100000' } });
    await house.query('DELETE FROM staff');
    const { dispensers } = await house.app.get(TownService).make(Math.max(150, 3 * RUNS), 0);
    free = [...dispensers];
    await house.clock.forward({ hours: 4 });
  });
  afterAll(() => house?.stop());

  it('comes to the same in any order, over counters that start again, and however often it is said', async () => {
    const property = fc.asyncProperty(someStory, async (story) => {
      const { plain, jumbled } = tellings(story);
      const [asItWas, asItCame] = await Promise.all([tell(plain, []), tell(jumbled, story.pauses)]);
      expect(asItCame).toEqual(asItWas);
    });
    await fc.assert(property, { seed, numRuns: RUNS, interruptAfterTimeLimit: TIME_MS, markInterruptAsFailure: false });
  });

  async function tell(events: readonly object[], pauses: readonly boolean[]) {
    const { deviceId, citizenId } = free.pop()!;
    for (const [i, event] of events.entries()) {
      await publish(deviceId, { ...event, source: `/dispensers/${deviceId}` });
      if (pauses[i] ?? true) await effect(deviceId, citizenId);
    }
    await effect(deviceId, citizenId);
    const standing = await house.query(
      `SELECT "condition", "detail" FROM condition WHERE "deviceId" = $1 AND "clearedAt" IS NULL ORDER BY 1`,
      [deviceId],
    );
    const alerts = await house.query(
      `SELECT a."type", a."priority", a."detail" -> 'codes' AS "codes",
              (SELECT count(*) FROM task t WHERE t."alertId" = a."id" AND t."state" = 'open') AS "tasks"
       FROM alert a WHERE a."citizenId" = $1 AND a."resolvedAt" IS NULL ORDER BY 1`,
      [citizenId],
    );
    return { standing, alerts };
  }

  const publish = (deviceId: string, event: object): Promise<void> =>
    new Promise((resolve, reject) =>
      house.app
        .get(IngestService)
        .take(deviceId, 'events', Buffer.from(JSON.stringify(event)), (error) => (error ? reject(error) : resolve())),
    );

  /** Waits until what the dispenser said has had its effect. */
  const effect = (deviceId: string, citizenId: string): Promise<unknown> =>
    eventually(async () => {
      await house.app.get(JournalProcessor).processBulk();
      await house.app.get(JournalProcessor).care(citizenId);
      const waiting = await house.query(
        `SELECT 1 FROM journal_pending p JOIN device d ON d."number" = p."deviceNumber" WHERE d."deviceId" = $1`,
        [deviceId],
      );
      return waiting.length === 0;
    });
});

/** The story told once, as it happened; and jumbled, with repeats. */
function tellings({ steps, width, before, again, places }: Story): { plain: object[]; jumbled: object[] } {
  let [ms, sequence] = [FIRST_AT, (width - before) % width];
  const plain = steps.map(({ word, seconds, counts }) => {
    ms += seconds * 1000;
    sequence = (sequence + counts) % width;
    const [type, data] = WORDS[word]!;
    const counted = { bootid: 3, sequence, historical: true };
    return { specversion: '1.0', id: newId(), type, time: new Date(ms).toISOString(), data, ...counted };
  });
  const jumbled = [...plain, ...again.flatMap((i) => plain[i] ?? [])]
    .map((one, i) => ({ one, place: places[i]! }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
  return { plain, jumbled };
}
