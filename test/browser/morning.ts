import { Channels } from '../../src/deliveries/channels.js';
import type { Api } from '../support/api.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
const shifts = [
  { days: EVERY_DAY, from: '00:00', to: '09:00' },
  { days: EVERY_DAY, from: '09:00', to: '24:00' },
];
const LONG_NAME = 'Wilhelmina-Alexandrine Opdigtet-Opfundensen af Ingensteds';
/** Of sixty letters. */
const LONG_STREET = 'Den Gamle Opdigtede Kirkegaardsmesterfamilieejendomsvej 1234';

/** A town at nine in the morning, in which everything has happened that the console has a place for. */
export interface Morning {
  readonly house: House;
  readonly town: Town;
  /** She leads the team of the west, whose shift has just ended, and sees the east, where all is tried out; and she looks after the machine. */
  readonly lise: Api & { readonly staffId: string };
  /** A system that Kirsten, who sets the house up, has let in. */
  readonly partnerId: string;
  readonly residents: readonly Resident[];
  readonly tasks: { readonly hers: string; readonly anothers: string };
  /** Citizens beyond her reach, one of whom she has opened by break-glass. */
  readonly far: { readonly shut: string; readonly opened: string };
  end(): Promise<void>;
}

/** The house that it is in, which is closed if it cannot be brought that far. */
export async function openMorning(): Promise<Morning> {
  const house = await startHouse({
    at: '2026-03-10T07:00:00Z',
    environment: { STORM_CALM_TASKS: '100' },
    prepare: ({ app }) => {
      app.get(Channels).register({ name: 'sms', deliver: () => Promise.resolve({ outcome: 'delivered' }) });
    },
  });
  try {
    return await fill(house);
  } catch (error) {
    await house.stop();
    throw error;
  }
}

async function fill(house: House): Promise<Morning> {
  const town = await makeTown(house, { west: { shifts } });
  const { api, west, east } = town;
  const residents: Resident[] = [];
  const far = { shut: '', opened: '' };
  const missed = ({ dispenser }: Resident) =>
    dispenser.say('dose.missed', { data: { dueAt: house.clock.now().toISOString() } });
  const lise = await town.staff('Lise', ['nurse', 'lead', 'operator', 'auditor'], [west.teamId, east.teamId]);
  const rikke = await town.nurse('Rikke', [west.teamId]);
  await town.staff('Kirsten', ['administrator', 'lead'], []);
  const system = { name: 'Example EHR', scopes: ['tasks:read', 'citizens:read'], districtIds: [west.districtId] };
  const { id: partnerId } = await api.post('/partners', system);
  await api.put(`/districts/${town.municipalityId}/limits`, { limits: { P2: { toClaim: 'PT45M' } } });
  const { name, parentId, polygon } = await api.get(`/districts/${east.districtId}`);
  await api.put(`/districts/${east.districtId}`, { name, parentId, polygon, shadow: true });
  await api.put('/ladders/standard-dose', {
    rungs: [
      { after: 'PT0S', actions: ['notify-relative', 'visit'], to: 'nearest-team' },
      { after: 'PT30M', actions: ['visit'], to: 'all-on-duty' },
      { after: 'PT60M', actions: ['visit'], to: 'manager' },
    ],
    claimTimeout: 'PT2H',
  });
  const place = { lat: 55.24, lon: 9.26 };
  residents.push(
    await town.citizen({
      displayName: LONG_NAME,
      address: { street: LONG_STREET, city: 'Fjordby', ...place },
      relatives: [{ name: 'Invented Son', phone: '+4500000002' }],
      mobile: '+4500000009',
      screenCallAddress: 'https://call.example/one',
      hearing: 'deaf',
      language: 'ar',
      homeAccess: { key: 'box 4', note: 'ring twice' },
    }),
  );
  for (let i = 0; i < 5; i++) residents.push(await town.citizen());
  residents.push(await town.citizen({ lat: 55.24, lon: 9.76 }));
  for (const each of ['shut', 'opened'] as const)
    far[each] = (await town.citizen({ lat: 10, lon: 10, connect: false })).citizenId;
  await lise.post(`/citizens/${far.opened}/break-glass`, { reason: 'emergency', text: 'found on the floor' });

  const [first, second, third] = residents as [Resident, Resident, Resident];
  await missed(residents[6]!);
  await missed(first);
  await missed(second);
  await house.clock.settle();
  await house.clock.forward({ minutes: 31 });
  const workOf = async ({ citizenId }: Resident) => {
    const { items } = await api.get(`/tasks?state=open&citizenId=${citizenId}`);
    return items[0]!.id;
  };
  const tasks = { hers: await workOf(first), anothers: await workOf(second) };
  await lise.post(`/tasks/${tasks.hers}/claim`, {});
  await rikke.post(`/tasks/${tasks.anothers}/claim`, {});
  const slots = [
    { time: '07:30', criticality: 'standard' },
    { time: '20:00', criticality: 'time-critical' },
  ];
  await api.put(`/citizens/${first.citizenId}/schedule`, { slots });
  for (const priority of ['P1', 'P3', 'P4'])
    await api.post('/tasks', { citizenId: third.citizenId, kind: 'call', priority, text: 'Her son rang' });
  const over = await api.post('/tasks', {
    citizenId: third.citizenId,
    kind: 'visit',
    priority: 'P4',
    text: 'Look in',
  });
  await lise.post(`/tasks/${over.id}/claim`, {});
  await lise.post(`/tasks/${over.id}/resolve`, { outcome: 'taken-at-visit', cause: 'asleep' });
  await house.clock.forward({ minutes: 30 });
  for (const { dispenser } of residents.slice(0, 6))
    await dispenser.say('power.mains_lost', { data: { batteryPct: 80 } });
  await house.clock.settle();
  const end = async () => {
    await Promise.all(residents.map(({ dispenser }) => dispenser.leave()));
    await house.stop();
  };
  return { house, town, lise, partnerId, residents, tasks, far, end };
}
