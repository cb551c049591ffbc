import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { TownService } from '../../src/demo/town.service.js';
import { JournalProcessor } from '../../src/doses/processing/journal-processor.worker.js';
import { CRITICALITIES, type Criticality } from '../../src/devices/telemetry.rules.js';
import { IngestService } from '../../src/ingest/ingest.service.js';
import { newId } from '../../src/platform/database/id.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { seedOf } from '../support/seed.js';
import { noteSilence } from '../support/silence.js';

/** More are for a run by hand: `ORDER_RUNS=400 npm test -- any-order`. A slow machine tries fewer. */
const RUNS = Number(process.env.ORDER_RUNS ?? 20);
const TIME_MS = 1_000 * RUNS;
const CITIZENS = Math.max(400, 3 * RUNS);
const DUE_AT = Date.UTC(2026, 2, 10, 7);
const MOVED_IN = '2026-03-10T06:00:00Z';

const TYPES = [
  'dose.reminded',
  'dose.dispensed_early',
  'dose.dispensed',
  'dose.dispensed_late',
  'dose.dispensed_in_advance',
  'dose.retrieved',
  'dose.missed',
  'dose.not_dispensed_empty',
  'dose.refused',
  'dose.left_in_tray',
  'dose.partial',
] as const;

/** When its deadline comes, seen from what is said. */
const DEADLINES = ['before', 'between', 'after'] as const;

/** A dose, what happens to it, and how it comes to be told. */
interface Story {
  readonly criticality: Criticality;
  readonly isCalledOff: boolean;
  readonly words: readonly { readonly type: (typeof TYPES)[number]; readonly minute: number }[];
  /** What is said again: word for word, or under a new id within five seconds. */
  readonly again: readonly { readonly word: number; readonly afterSeconds: number | null }[];
  readonly places: readonly number[];
  readonly deadline: (typeof DEADLINES)[number];
  /** Whether what was said has had its effect before the next is said. */
  readonly pauses: readonly boolean[];
}

const someWord = fc.record({ type: fc.constantFrom(...TYPES), minute: fc.integer({ min: -5, max: 55 }) });
const someStory: fc.Arbitrary<Story> = fc.record({
  criticality: fc.constantFrom(...CRITICALITIES),
  isCalledOff: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  words: fc.uniqueArray(someWord, {
    minLength: 1,
    maxLength: 5,
    selector: ({ type, minute }) => `${type} ${minute}`,
  }),
  again: fc.array(fc.record({ word: fc.nat({ max: 4 }), afterSeconds: fc.option(fc.integer({ min: 0, max: 5 })) }), {
    maxLength: 3,
  }),
  places: fc.array(fc.nat({ max: 99 }), { minLength: 8, maxLength: 8 }),
  deadline: fc.constantFrom(...DEADLINES),
  pauses: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
});

/**
 * Connections break, buffers are emptied backwards, and everything may come twice. What became of a dose, and whether somebody is
 * asked about it, must not depend on that.
 */
describe('what a dispenser says about a dose', () => {
  jest.setTimeout(240_000 + 2 * TIME_MS);
  const seed = seedOf('any-order');
  let house: House;
  let free: { deviceId: string; citizenId: string }[];

  beforeAll(async () => {
    house = await startHouse({ at: MOVED_IN, environment: { LOG_LEVEL: 'info', STORM_CALM_TASKS: '100000' } });
    await house.query('DELETE FROM staff');
    const { dispensers } = await house.app.get(TownService).make(CITIZENS, 0);
    free = [...dispensers];
    await house.clock.forward({ minutes: 118 });
  });
  afterAll(() => house?.stop());

  /** One citizen's dose, and everything that is said about it, one after the other. */
  async function tell(story: Story, said: readonly Said[], pauses: readonly boolean[]): Promise<Outcome> {
    const { deviceId, citizenId } = free.pop()!;
    const doseId = newId();
    await house.query(
      `INSERT INTO dose ("id", "citizenId", "revision", "slot", "dueAt", "windowClosesAt", "deadlineAt", "criticality", "cancelledAt", "state", "settled")
       VALUES ($1, $2, 1, '08:00', $3, $4, $5, $6, $7, $8, $9)`,
      [
        doseId,
        citizenId,
        ...[0, 60, 600].map((minutes) => new Date(DUE_AT + minutes * 60_000)),
        story.criticality,
        ...(story.isCalledOff ? [new Date(DUE_AT - 600_000), 'cancelled', true] : [null, 'scheduled', false]),
      ],
    );
    for (const [i, word] of said.entries()) {
      if (word === 'deadline') {
        await effect(deviceId, citizenId);
        await passDeadline(doseId, citizenId);
      } else {
        await publish(deviceId, word);
        if (pauses[i] ?? true) await effect(deviceId, citizenId);
      }
    }
    await effect(deviceId, citizenId);
    return outcome(doseId);
  }

  const publish = (deviceId: string, { id, type, at }: Spoken): Promise<void> => {
    const [dueAt, time] = [DUE_AT, at].map((instant) => new Date(instant).toISOString());
    const data = type === 'dose.dispensed_in_advance' ? { firstDueAt: dueAt, lastDueAt: dueAt } : { dueAt };
    const event = { specversion: '1.0', id, source: `/dispensers/${deviceId}`, type, time, historical: true, data };
    return new Promise((resolve, reject) =>
      house.app
        .get(IngestService)
        .take(deviceId, 'events', Buffer.from(JSON.stringify(event)), (error) => (error ? reject(error) : resolve())),
    );
  };

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

  const passDeadline = (doseId: string, citizenId: string): Promise<unknown> =>
    house.app.get(FactBus).transact(async (turn) => {
      await turn.tx.query('UPDATE dose SET "deadlineAt" = $2 WHERE "id" = $1', [doseId, turn.now]);
      return { facts: await noteSilence(house.app, turn, citizenId), result: undefined };
    });

  /** What became of the dose, who is asked about it, and how urgently. */
  async function outcome(doseId: string): Promise<Outcome> {
    const [dose] = await house.query(
      `SELECT "state", "settled", "dispensedAt", "retrievedAt", "inAdvanceAt", "missedAt", "cancelledAt" FROM dose WHERE "id" = $1`,
      [doseId],
    );
    const alerts = await house.query<object & { urgency: unknown }>(
      `SELECT a."type", a."state", (SELECT count(*) FROM task t WHERE t."alertId" = a."id" AND t."state" = 'open') AS "tasks",
              (SELECT json_build_array(a."priority", a."ladderName", e."ladderName", array_agg(t."priority"))
               FROM task t WHERE t."alertId" = a."id" AND t."state" = 'open') AS "urgency"
       FROM alert a LEFT JOIN escalation e ON e."alertId" = a."id"
       WHERE a."doseId" = $1 AND a."resolvedAt" IS NULL`,
      [doseId],
    );
    return { dose, alerts };
  }

  it('comes to the same in any order, and however often it is said', async () => {
    const property = fc.asyncProperty(someStory, async (story) => {
      const { plain, jumbled } = tellings(story);
      const [asItWas, asItCame] = await Promise.all([tell(story, plain, []), tell(story, jumbled, story.pauses)]);
      // Whoever was alarmed over silence is not told afterwards that it was less urgent.
      const isFair = story.deadline !== 'between';
      expect(isFair ? asItCame : leaveOutUrgency(asItCame)).toEqual(isFair ? asItWas : leaveOutUrgency(asItWas));
    });
    await fc.assert(property, { seed, numRuns: RUNS, interruptAfterTimeLimit: TIME_MS, markInterruptAsFailure: false });
  });
});

interface Spoken {
  readonly id: string;
  readonly type: string;
  readonly at: number;
}
type Said = Spoken | 'deadline';

interface Outcome {
  readonly dose: object | undefined;
  readonly alerts: readonly (object & { urgency: unknown })[];
}

const leaveOutUrgency = ({ dose, alerts }: Outcome): object => ({
  dose,
  alerts: alerts.map(({ urgency: _urgency, ...alert }) => alert),
});

/** The story told once, as it happened; and jumbled, with repeats. */
function tellings({ words, again, places, deadline }: Story): { plain: Said[]; jumbled: Said[] } {
  const said = words.map(({ type, minute }) => ({ id: newId(), type, at: DUE_AT + minute * 60_000 }));
  const repeats = again.flatMap(({ word, afterSeconds }) => {
    const first = said[word];
    if (!first) return [];
    return [afterSeconds === null ? first : { ...first, id: newId(), at: first.at + afterSeconds * 1000 }];
  });
  const plain = said.toSorted((a, b) => a.at - b.at);
  const jumbled = [...said, ...repeats]
    .map((one, i) => ({ one, place: places[i]! }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
  const middle = jumbled.length >> 1;
  switch (deadline) {
    case 'before':
      return { plain: ['deadline', ...plain], jumbled: ['deadline', ...jumbled] };
    case 'between':
      return {
        plain: [...plain, 'deadline'],
        jumbled: [...jumbled.slice(0, middle), 'deadline', ...jumbled.slice(middle)],
      };
    case 'after':
      return { plain: [...plain, 'deadline'], jumbled: [...jumbled, 'deadline'] };
  }
}
