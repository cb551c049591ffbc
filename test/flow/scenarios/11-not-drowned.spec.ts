import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** A district is given at most three tasks that can wait in ten minutes; the house stands at 07:00 in Copenhagen. */
describe('scenario 11: a district is not drowned in what can wait', () => {
  let house: House;
  let town: Town;
  const residents: Resident[] = [];
  const open = async (priority: string) =>
    (await town.api.get('/tasks?state=open')).items.filter((task: { priority: string }) => task.priority === priority);

  beforeAll(async () => {
    house = await startHouse({ at: '2026-03-10T07:00:00Z', environment: { STORM_CALM_TASKS: '3' } });
    town = await makeTown(house);
    for (let i = 0; i < 5; i++) residents.push(await town.citizen());
  });
  afterAll(() => house?.stop());

  it('holds back the fourth and fifth, and says why', async () => {
    for (const { dispenser } of residents) {
      await dispenser.say('environment.out_of_range', { data: { temperatureC: 31 } });
      await house.clock.settle();
    }
    expect(await open('P4')).toHaveLength(3);
    const { items } = await town.api.get('/alerts?priority=P4');
    const waiting = items.filter(({ log }: { log: { text: string | null }[] }) =>
      log.some(({ text }) => text?.includes('waits its turn')),
    );
    expect(waiting).toHaveLength(2);
  });

  it('never holds back a miss', async () => {
    await residents[0]!.dispenser.say('dose.missed', { data: {} });
    await house.clock.settle();
    expect(await open('P2')).toHaveLength(1);
  });

  it('gives the rest their turn when it is calmer', async () => {
    await house.clock.forward({ minutes: 11 });
    expect(await open('P4')).toHaveLength(5);
  });
});
