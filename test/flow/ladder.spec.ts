import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('a ladder nobody answers', () => {
  let house: House;
  let town: Town;
  let urgent: Case;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    const resident = await town.citizen({ slots: [{ time: '08:00', criticality: 'time-critical' }] });
    urgent = caseOf(town, resident);
    await house.clock.forward({ hours: 1 });
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await resident.dispenser.leave();
    await house.clock.settle();
  });
  afterAll(() => house?.stop());

  it('of a time-critical dose starts with a screen call, the minute the dispenser reports the miss', async () => {
    expect(await urgent.alert()).toMatchObject({ priority: 'P1', ladder: { name: 'time-critical-dose', rung: 0 } });
    expect(await urgent.task()).toMatchObject({ kind: 'screen-call', teamId: town.eTeamId, priority: 'P1' });
    expect((await urgent.facts('command.queued')).map(({ data }) => data.type)).toContain('dose.remind');
  });

  it('is a visit of the nearest team after 5 minutes', async () => {
    await house.clock.forward({ minutes: 4, seconds: 59 });
    expect(await urgent.task()).toMatchObject({ kind: 'screen-call' });
    await house.clock.forward({ seconds: 1 });
    expect(await urgent.task()).toMatchObject({ kind: 'visit', teamId: town.west.teamId, audience: 'team', rung: 1 });
  });

  it('is for everybody on duty in the district after 10: the same task, seen by more', async () => {
    const { id } = await urgent.task();
    const neighbours = await town.api.post('/teams', {
      name: 'West Evening',
      kind: 'home-care',
      districtId: town.west.districtId,
      base: { lat: 55.4, lon: 9.4 },
    });
    const queue = async () => (await town.api.get(`/tasks?state=open&teamId=${neighbours.id}`)).items;
    expect(await queue()).toEqual([]);
    await house.clock.forward({ minutes: 5 });
    expect(await urgent.task()).toMatchObject({ id, kind: 'visit', audience: 'district', rung: 2 });
    expect(await queue()).toMatchObject([{ id }]);
    expect(await urgent.facts('task.widened')).toHaveLength(1);
  });

  it('goes to the next nearest team after 15', async () => {
    await house.clock.forward({ minutes: 5 });
    const { routing, ...task } = await urgent.task();
    expect(task).toMatchObject({ kind: 'visit', teamId: town.east.teamId, rung: 3 });
    expect(routing.candidates).toContainEqual(expect.objectContaining({ name: 'West Day', why: 'already asked' }));
  });

  it('reaches the manager after 25, and is repeated every 10 minutes until somebody claims', async () => {
    await house.clock.forward({ minutes: 10 });
    expect(await urgent.task()).toMatchObject({ kind: 'visit', audience: 'district', rung: 4 });
    await house.clock.forward({ minutes: 20 });
    expect(await urgent.facts('task.reminded')).toHaveLength(2);
    const bo = await town.nurse('Bo', [town.west.teamId]);
    await bo.post(`/tasks/${(await urgent.task()).id}/claim`);
    await house.clock.forward({ minutes: 15 });
    expect(await urgent.facts('task.reminded')).toHaveLength(2);
  });

  it('shows every step it took, with its time', async () => {
    const [first] = await urgent.facts('escalation.rung_fired');
    const steps = (await urgent.facts('escalation.rung_fired')).map(({ time, data }) => [
      data.to,
      (Date.parse(time) - Date.parse(first!.time)) / 60_000,
    ]);
    expect(steps).toEqual([
      ['e-district', 0],
      ['nearest-team', 5],
      ['all-on-duty', 10],
      ['next-nearest-team', 15],
      ['manager', 25],
      ['manager', 35],
      ['manager', 45],
    ]);
    const { log } = await urgent.alert();
    const entries = log.map(({ entry }: { entry: string }) => entry);
    expect(entries).toEqual(
      expect.arrayContaining(['reported', 'measure', 'handed-to-field-unit', 'accepted-by-field-unit']),
    );
  });

  it('was copied when it started: an edit changes the next case, not this one', async () => {
    const rungs = [
      { after: 'PT0S', actions: ['visit'], to: 'nearest-team' },
      { after: 'PT2M', actions: ['visit'], to: 'manager' },
    ];
    await town.api.put('/ladders/time-critical-dose', { rungs, claimTimeout: 'PT10M' });
    expect((await urgent.alert()).ladder).toMatchObject({ rung: 4 });
    const resident = await town.citizen();
    await resident.dispenser.say('user.help_requested');
    await house.clock.settle();
    const seen = caseOf(town, resident);
    expect(await seen.task()).toMatchObject({ kind: 'visit', teamId: town.west.teamId });
    await house.clock.forward({ minutes: 2 });
    expect(await seen.task()).toMatchObject({ audience: 'district', rung: 1 });
    await resident.dispenser.leave();
  });

  it('cannot be set so that it ends without reaching anybody', async () => {
    const rungs = [{ after: 'PT0S', actions: ['visit'], to: 'nearest-team' }];
    const refused = await town.api.ask('PUT', '/ladders/standard-dose', { rungs, claimTimeout: 'PT10M' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'rungs.0.to' }] } });
  });
});

describe('who is called', () => {
  let house: House;
  let town: Town;

  const asksForHelp = async ({ dispenser }: Resident): Promise<void> => {
    await dispenser.say('user.help_requested');
    await house.clock.settle();
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  it('for help: P2, on the ladder of a time-critical dose, at once', async () => {
    const resident = await town.citizen();
    await asksForHelp(resident);
    expect(await caseOf(town, resident).alert()).toMatchObject({
      type: 'user.help_requested',
      priority: 'P2',
      dose: null,
      ladder: { name: 'time-critical-dose', rung: 0 },
    });
  });

  it('is the contact person first, when at work, and that person alone', async () => {
    const carla = await town.nurse('Carla', [town.west.teamId]);
    const resident = await town.citizen({ contactPersonId: carla.staffId });
    await asksForHelp(resident);
    const task = await caseOf(town, resident).task();
    expect(task).toMatchObject({ kind: 'screen-call', assigneeId: carla.staffId, audience: 'person' });
    expect(task.routing.rule).toBe('contact-person');
    expect((await carla.get(`/tasks/${task.id}`)).id).toBe(task.id);
  });

  it('scenario 19: is the citizen’s own e-district, and the visit goes to the district the citizen lives in now', async () => {
    const own = await town.api.post('/teams', {
      name: 'Screen Team South',
      kind: 'e-district',
      districtId: town.municipalityId,
      base: { lat: 54.0, lon: 9.0 },
    });
    await town.api.put(`/teams/${own.id}/roster`, { shifts: [{ days: ['tue'], from: '00:00', to: '24:00' }] });
    const resident = await town.citizen({ eDistrictTeamId: own.id });
    await town.api.patch(`/citizens/${resident.citizenId}`, { address: { lat: 55.26, lon: 9.74 } });
    await asksForHelp(resident);
    const seen = caseOf(town, resident);
    expect(await seen.task()).toMatchObject({ teamId: own.id });
    await house.clock.forward({ minutes: 5 });
    expect(await seen.task()).toMatchObject({ kind: 'visit', teamId: town.east.teamId });
  });
});
