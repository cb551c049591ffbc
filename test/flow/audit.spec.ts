/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { conditionRaised } from '../../src/devices/conditions/condition.facts.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { type Case, caseOf } from '../support/case.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen; faults that the house itself does not make are put into its database by hand. */
describe('the auditor', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  let seen: Case;

  const check = async (): Promise<{ status: number; ok: boolean; detail: string }> => {
    const answer = await fetch(`${house.httpUrl}/readyz`);
    const { checks } = (await answer.json()) as any;
    return { status: answer.status, ...checks.find(({ name }: any) => name === 'audit') };
  };
  const gauge = async (kind: string): Promise<number> => {
    const told = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(new RegExp(`^dosevagt_audit_${kind} (\\d+)$`, 'm').exec(told)?.[1]);
  };
  const alerts = async (kind: string): Promise<any[]> =>
    (await town.api.get('/alerts')).items.filter(({ type }: any) => type === `gateway.audit.${kind}`);
  const later = (minutes: number) => house.clock.forward({ minutes });

  /** Found once within the minute, told to operations once however often it is seen, and closed when it is set right. */
  async function expectFoundAndCleared(kind: string, setRight: () => Promise<unknown>): Promise<void> {
    await later(1);
    expect(await check()).toMatchObject({ status: 200, ok: false, detail: `1 ${kind}` });
    expect(await gauge(kind.replaceAll('-', '_'))).toBe(1);
    await later(2);
    const [alert, ...more] = await alerts(kind);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ state: 'open', priority: 'P2', occurrences: 1, detail: { count: 1 } });
    expect((await town.api.get('/tasks?kind=technical&state=open')).items).toMatchObject([{ alertId: alert.id }]);
    await setRight();
    await later(1);
    expect(await check()).toMatchObject({ ok: true });
    expect(await gauge(kind.replaceAll('-', '_'))).toBe(0);
    expect(await alerts(kind)).toMatchObject([{ id: alert.id, state: 'auto-resolved' }]);
    expect((await town.api.get('/tasks?kind=technical&state=open')).items).toEqual([]);
  }

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '08:00' }], connect: false });
    seen = caseOf(town, resident);
    await later(150);
  });
  afterAll(() => house?.stop());

  it('finds nothing in a house that does its work', async () => {
    expect(await seen.alert()).toMatchObject({ type: 'dose.unconfirmed', state: 'open' });
    expect(await check()).toMatchObject({ ok: true, detail: 'every alert has a next step, every dose an outcome' });
    expect((await town.api.get('/alerts')).items).toHaveLength(1);
  });

  it('finds a live alert without a next step', async () => {
    const { id } = await seen.alert();
    const [{ at }] = (await house.query<any>('SELECT "nextRungAt" AS "at" FROM escalation WHERE "alertId" = $1', [
      id,
    ])) as [any];
    await house.query('UPDATE escalation SET "nextRungAt" = NULL WHERE "alertId" = $1', [id]);
    await expectFoundAndCleared('alert-without-step', () =>
      house.query('UPDATE escalation SET "nextRungAt" = $2 WHERE "alertId" = $1', [
        id,
        new Date(at.getTime() + 24 * 3_600_000),
      ]),
    );
  });

  it('closes what a version before found of a kind that can no longer be', async () => {
    const condition = 'audit.task-without-alert';
    await house.app.get(FactBus).transact(({ now }) => {
      const about = { condition, eventType: `gateway.${condition}`, line: null, priority: 'P2' } as const;
      const raised = { ...about, ladder: 'power-connectivity', detail: { count: 1, oldestAt: null } } as const;
      return Promise.resolve({ facts: [conditionRaised({ subject: condition }, now, raised)], result: null });
    });
    expect(await alerts('task-without-alert')).toMatchObject([{ state: 'open' }]);
    await later(1);
    expect(await alerts('task-without-alert')).toMatchObject([{ state: 'auto-resolved' }]);
    expect((await town.api.get('/tasks?kind=technical&state=open')).items).toEqual([]);
  });

  it('leaves a claim with an end alone, and one on the shelf', async () => {
    const anna = await town.nurse('Anna', [town.west.teamId]);
    await anna.post(`/tasks/${(await seen.task()).id}/claim`);
    await later(10);
    expect(await check()).toMatchObject({ ok: true });
    await anna.post(`/tasks/${(await seen.task()).id}/release`, {});
    const until = new Date(house.clock.now().getTime() + 3_600_000).toISOString();
    await anna.post(`/alerts/${(await seen.alert()).id}/shelve`, { until, reason: 'asked to wait' });
    await later(10);
    expect(await check()).toMatchObject({ ok: true });
    await later(55);
  });

  it('finds what was said beyond a budget and had no effect for a day', async () => {
    const heardAt = new Date(house.clock.now().getTime() - 24 * 3_600_000);
    await house.query(
      `INSERT INTO journal ("deviceNumber", "eventId", "time", "receivedAt", "effectiveAt", "clock", "type", "payloadLength", "payload")
       SELECT "number", 'behind', $2, $2, $2, 'trusted', 'device.closed', 2, '{}' FROM device WHERE "deviceId" = $1`,
      [resident.deviceId, heardAt],
    );
    await house.query(
      `INSERT INTO journal_pending ("number", "time", "deviceNumber", "stage", "subject", "lookAt", "attempts")
       SELECT "number", "time", "deviceNumber", 'behind', 'nobody', '2100-01-01', 1 FROM journal WHERE "eventId" = 'behind'`,
    );
    await house.query(`UPDATE clock SET "anchorClockAt" = "anchorClockAt" + interval '1 minute'`);
    await eventually(async () => !(await check()).ok);
    expect(await check()).toMatchObject({ status: 200, detail: '1 line-waiting' });
    await house.query(`DELETE FROM journal_pending`);
    await house.query(`DELETE FROM journal WHERE "eventId" = 'behind'`);
    await later(1);
    expect(await check()).toMatchObject({ status: 200, ok: true });
  });

  it('finds what was heard and had no effect, and the dose that waits for it', async () => {
    const [dose] = await seen.doses();
    await house.query(
      `INSERT INTO journal ("deviceNumber", "eventId", "time", "receivedAt", "effectiveAt", "clock", "type", "payloadLength", "payload")
       SELECT "number", 'stuck', $2, $2, $2, 'trusted', 'device.closed', 2, '{}' FROM device WHERE "deviceId" = $1`,
      [resident.deviceId, new Date(house.clock.now().getTime() - 3_600_000)],
    );
    await house.query(
      `INSERT INTO journal_pending ("number", "time", "deviceNumber", "stage", "subject", "lookAt")
       SELECT "number", "time", "deviceNumber", 'care', 'nobody', '2100-01-01' FROM journal`,
    );
    await house.query(
      `INSERT INTO dose ("id", "citizenId", "revision", "slot", "dueAt", "windowClosesAt", "deadlineAt", "criticality")
       SELECT gen_random_uuid(), "citizenId", "revision", '07:59', "dueAt" - interval '1 minute', "windowClosesAt", "deadlineAt", "criticality"
       FROM dose WHERE "id" = $1`,
      [dose!.id],
    );
    await house.query(`UPDATE clock SET "anchorClockAt" = "anchorClockAt" + interval '1 minute'`);
    await eventually(async () => !(await check()).ok);
    expect(await check()).toMatchObject({ status: 503, detail: '1 dose-without-outcome, 1 line-waiting' });
    expect(await alerts('dose-without-outcome')).toHaveLength(1);
    await house.query('DELETE FROM journal_pending');
    await later(1);
    expect(await check()).toMatchObject({ status: 200, ok: true });
    for (const alert of await alerts('line-waiting')) expect(alert).toMatchObject({ state: 'auto-resolved' });
    expect(await alerts('dose-without-outcome')).toMatchObject([{ state: 'auto-resolved' }]);
  });
});
