/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertingService } from '../../src/cases/alarms/alerting.service.js';
import { QUARANTINE_KINDS, type QuarantineKind } from '../../src/journal/journal.rules.js';
import { Config } from '../../src/platform/config/config.js';
import { newId } from '../../src/platform/database/id.js';
import { caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const DEEDS = ['assign', 'retry', 'dismiss'] as const;
type Deed = (typeof DEEDS)[number];

/** The house stands at 07:00 in Copenhagen. Everything a person can do, about everything that can be put aside. */
describe('what a person does about what was put aside', () => {
  let house: House;
  let town: Town;
  let isBroken = false;
  let isDiskFull = false;

  beforeAll(async () => {
    house = await startHouse({
      environment: { LOG_LEVEL: 'silent' },
      prepare({ app }) {
        Object.assign(app.get(Config).care, { attempts: 1 });
        const alerts = app.get(AlertingService);
        const openForCondition = alerts.openForCondition.bind(alerts);
        alerts.openForCondition = (turn, fact) => {
          if (isBroken) throw new Error('the room is on fire');
          if (isDiskFull) throw Object.assign(new Error('no space left'), { code: '53100' });
          return openForCondition(turn, fact);
        };
      },
    });
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  const itemOf = async (deviceId: string): Promise<any> =>
    (await town.api.get(`/quarantine?state=open,assigned,retried,dismissed&deviceId=${deviceId}`)).items[0];
  const spare = async (dialect = 'cloudevents'): Promise<Dispenser> => {
    const deviceId = `SPARE-${newId().slice(-8)}`;
    const { secret } = await town.api.post('/dispensers', { deviceId, dialect });
    return Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now(), { listens: false });
  };

  /** Something of each kind, said by a dispenser. Answers whose it is, or is to be. */
  const puttingAside: Record<QuarantineKind, (resident: Resident) => Promise<string>> = {
    rejected: async ({ dispenser, deviceId }) => {
      await dispenser.publish('events', `no words ${newId()}`);
      return deviceId;
    },
    unattributed: async () => {
      const dispenser = await spare();
      await dispenser.say('device.jam');
      return dispenser.deviceId;
    },
    'unknown-type': async ({ dispenser, deviceId }) => {
      await dispenser.say('weather.changed');
      return deviceId;
    },
    parked: async ({ dispenser, deviceId }) => {
      isBroken = true;
      await dispenser.say('device.jam');
      await house.clock.settle();
      isBroken = false;
      return deviceId;
    },
    waiting: async ({ dispenser, deviceId }) => {
      isDiskFull = true;
      await dispenser.say('device.jam');
      const failed = `UPDATE journal_pending SET "delays" = "delays" + 5, "lookAt" = '2020-01-01' WHERE "delays" BETWEEN 1 AND 4 RETURNING 1`;
      await eventually(async () => (await house.query(failed)).length > 0);
      await (await town.citizen()).dispenser.say('device.closed');
      await house.clock.settle();
      isDiskFull = false;
      return deviceId;
    },
    review: async ({ dispenser, deviceId }) => {
      const at = house.clock.now().toISOString();
      await dispenser.say('dose.dispensed_in_advance', { data: { count: 3, firstDueAt: at, lastDueAt: at } });
      return deviceId;
    },
  };

  /** The state it is left in, or why not, and what the citizen's team is asked about. */
  const becomes: Record<QuarantineKind, Record<Deed, [state: string | number, alerts: string[]]>> = {
    rejected: { assign: ['assigned', ['service.telemetry_review']], retry: [409, []], dismiss: ['dismissed', []] },
    unattributed: { assign: ['assigned', ['device.jam']], retry: ['open', []], dismiss: ['dismissed', []] },
    'unknown-type': {
      assign: ['assigned', ['service.telemetry_review']],
      retry: ['open', []],
      dismiss: ['dismissed', []],
    },
    parked: { assign: ['assigned', ['device.jam']], retry: ['retried', ['device.jam']], dismiss: ['dismissed', []] },
    waiting: { assign: ['assigned', ['device.jam']], retry: ['retried', ['device.jam']], dismiss: ['dismissed', []] },
    // The team was asked to look at it when it was put aside.
    review: {
      assign: ['assigned', ['service.news_review']],
      retry: ['open', ['service.news_review']],
      dismiss: ['dismissed', ['service.news_review']],
    },
  };

  it.each(QUARANTINE_KINDS.flatMap((kind) => DEEDS.map((deed) => [kind, deed] as const)))(
    '%s, %s',
    async (kind, deed) => {
      const resident = await town.citizen();
      const deviceId = await puttingAside[kind](resident);
      await house.clock.settle();
      const { id, ...item } = await itemOf(deviceId);
      const cause = kind === 'waiting' ? 'infrastructure' : 'message';
      expect(item).toMatchObject({ kind, cause, state: 'open' });
      const body = deed === 'assign' ? { citizenId: resident.citizenId } : undefined;
      const answer = await town.api.ask('POST', `/quarantine/${id}/${deed}`, body);
      await house.clock.settle();
      const [state, alerts] = becomes[kind][deed];
      expect(answer.status).toBe(typeof state === 'number' ? state : 200);
      expect(await itemOf(deviceId)).toMatchObject({ id, state: typeof state === 'number' ? 'open' : state });
      const raised = await caseOf(town, resident).alerts();
      expect(raised.map(({ type }) => type)).toEqual(alerts);
      expect(await house.query(`SELECT 1 FROM journal_pending`)).toEqual([]);
      if (alerts.length > 0) expect(await caseOf(town, resident).task()).toMatchObject({ teamId: town.west.teamId });
    },
  );

  describe('about what was rejected and can be read today, since the dispenser turned out to speak otherwise', () => {
    const misunderstood = async (resident: Resident | null): Promise<any> => {
      const dispenser = await spare('cbor');
      const { deviceId } = dispenser;
      if (resident) await town.api.put(`/citizens/${resident.citizenId}/dispenser`, { deviceId });
      await house.clock.forward({ minutes: 90 });
      const event = { specversion: '1.0', id: newId(), type: 'device.jam', time: house.clock.now().toISOString() };
      await dispenser.publish('events', JSON.stringify(event));
      await house.clock.settle();
      await town.api.patch(`/dispensers/${deviceId}`, { dialect: 'cloudevents' });
      return itemOf(deviceId);
    };

    it('a retry lets it have its whole effect', async () => {
      const resident = await town.citizen();
      const { id, deviceId } = await misunderstood(resident);
      const stands = async () => house.query(`SELECT 1 FROM condition WHERE "deviceId" = $1`, [deviceId]);
      expect(await caseOf(town, resident).alerts()).toMatchObject([{ occurrences: 1, detail: { unreadable: true } }]);
      expect(await stands()).toHaveLength(0);
      expect(await town.api.post(`/quarantine/${id}/retry`)).toMatchObject({ state: 'retried' });
      const [alert, ...more] = await caseOf(town, resident).alerts();
      expect([alert!.type, alert!.occurrences, alert!.detail.unreadable, more]).toEqual([
        'device.jam',
        2,
        undefined,
        [],
      ]);
      expect(await stands()).toHaveLength(1);
    });

    it('of a dispenser that serves nobody it waits on as nobody’s, and has it once somebody says whose it was', async () => {
      const { id, deviceId } = await misunderstood(null);
      expect(await town.api.post(`/quarantine/${id}/retry`)).toMatchObject({ state: 'open', kind: 'unattributed' });
      const resident = await town.citizen();
      await town.api.post(`/quarantine/${id}/assign`, { citizenId: resident.citizenId });
      expect(await caseOf(town, resident).alerts()).toMatchObject([{ type: 'device.jam', deviceId }]);
    });
  });

  it('finds it by dispenser and kind', async () => {
    const resident = await town.citizen();
    await puttingAside.rejected(resident);
    await puttingAside['unknown-type'](resident);
    await house.clock.settle();
    const kinds = async (more: string): Promise<string[]> =>
      (await town.api.get(`/quarantine?deviceId=${resident.deviceId}${more}`)).items.map(({ kind }: any) => kind);
    expect((await kinds('')).sort()).toEqual(['rejected', 'unknown-type']);
    expect(await kinds('&kind=unknown-type')).toEqual(['unknown-type']);
    expect(await kinds('&kind=parked')).toEqual([]);
    expect((await town.api.ask('GET', '/quarantine?kind=lost')).status).toBe(422);
  });

  it('raises at once what reads as an alarm and was said by a dispenser that served nobody', async () => {
    const [dispenser, resident] = [await spare(), await town.citizen()];
    await dispenser.publish('events', '{"type":"dose.missed",');
    await house.clock.settle();
    const { id } = await itemOf(dispenser.deviceId);
    await town.api.post(`/quarantine/${id}/assign`, { citizenId: resident.citizenId });
    expect(await caseOf(town, resident).task()).toMatchObject({ kind: 'screen-call', priority: 'P2' });
  });
});
