import { connectAsync } from 'mqtt';

export interface Account {
  username: string;
  password: string;
}

/** One team with two nurses on duty, and one citizen whose dispenser speaks MQTT. */
export interface Ward {
  anna: Account;
  birgitte: Account;
  birgitteToken: string;
  citizenId: string;
  /** One more of the same team, and by hand a screen call to her: the task's id. */
  askToCall(displayName: string): Promise<string>;
  /** The dispenser says that the dose of this moment was missed. */
  publishMissed(dueAt: Date): Promise<void>;
}

interface House {
  httpUrl: string;
  mqttUrl: string;
}

const DEVICE_ID = 'BRW-0001';

export async function call<T = { id: string }>(
  { httpUrl }: House,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${httpUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : null,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text ? JSON.parse(text) : {}) as T;
}

/** Made over REST alone, as an administrator would. The citizen has one time-critical dose a day, at the given local time. */
export async function makeWard(
  house: House,
  adminToken: string,
  doseAt: string,
  kind: 'e-district' | 'home-care' = 'e-district',
): Promise<Ward> {
  const admin = <T = { id: string }>(method: string, path: string, body?: object) =>
    call<T>(house, adminToken, method, path, body);
  const place = { lat: 55.25, lon: 9.49 };
  const district = await admin('POST', '/districts', { name: 'Prøveby' });
  const team = await admin('POST', '/teams', {
    name: 'E-district Prøveby',
    kind,
    districtId: district.id,
    base: place,
  });
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
  await admin('PUT', `/teams/${team.id}/roster`, { shifts: [{ days, from: '00:00', to: '24:00' }] });

  const hire = async (username: string, displayName: string): Promise<Account> => {
    const account = { username, password: `${username}-of-proveby` };
    await admin('POST', '/staff', { ...account, displayName, roles: ['nurse'], teamIds: [team.id] });
    return account;
  };
  const anna = await hire('anna', 'Anna Prøve');
  const birgitte = await hire('birgitte', 'Birgitte Prøve');

  const citizen = await admin('POST', '/citizens', {
    displayName: 'Karla Opdigt',
    address: { street: 'Prøvevej 1', city: 'Prøveby', ...place },
    zone: 'Etc/UTC',
    districtId: district.id,
    ...(kind === 'e-district' && { eDistrictTeamId: team.id }),
    consent: { telemetry: true },
  });
  await admin('PUT', `/citizens/${citizen.id}/schedule`, { slots: [{ time: doseAt, criticality: 'time-critical' }] });
  const { secret } = await admin<{ secret: string }>('POST', '/dispensers', { deviceId: DEVICE_ID });
  await admin('PUT', `/citizens/${citizen.id}/dispenser`, { deviceId: DEVICE_ID });

  const birgitteToken = (await call<{ token: string }>(house, '', 'POST', '/session', birgitte)).token;
  const askToCall = async (displayName: string): Promise<string> => {
    const { id: citizenId } = await admin('POST', '/citizens', {
      displayName,
      address: { street: 'Prøvevej 2', city: 'Prøveby', ...place },
      zone: 'Etc/UTC',
      districtId: district.id,
      consent: { telemetry: true },
    });
    const wanted = { citizenId, kind: 'screen-call', priority: 'P3', text: 'Her daughter rang: please call.' };
    return (await call(house, birgitteToken, 'POST', '/tasks', wanted)).id;
  };

  return {
    anna,
    birgitte,
    birgitteToken,
    askToCall,
    citizenId: citizen.id,
    publishMissed: (dueAt) => publishMissed(house, secret, dueAt),
  };
}

async function publishMissed({ mqttUrl }: House, password: string, dueAt: Date): Promise<void> {
  const dispenser = await connectAsync(mqttUrl, { clientId: DEVICE_ID, username: DEVICE_ID, password });
  const time = new Date(dueAt.getTime() + 30 * 60_000).toISOString();
  const event = {
    specversion: '1.0',
    id: `missed-${dueAt.toISOString()}`,
    type: 'dose.missed',
    time,
    sentat: time,
    clocksync: 'synced',
    data: { dueAt: dueAt.toISOString() },
  };
  await dispenser.publishAsync(`dosevagt/v1/${DEVICE_ID}/events`, JSON.stringify(event), { qos: 1 });
  await dispenser.endAsync();
}
