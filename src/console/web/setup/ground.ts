import { signal } from '@preact/signals';
import { api, client, got } from '../api.js';
import type { components, operations } from '../api.types.js';
import { readHouse } from './house.js';

type Shapes = components['schemas'];
export type WholeTeam = Shapes['Team'];
type BodyOf<Id extends 'createStaff' | 'setFirstCitizen'> = NonNullable<
  operations[Id]['requestBody']
>['content']['application/json'];
export type Area = NonNullable<Shapes['District']['polygon']>;

/** What the later steps begin from: districts and teams as they stand, the oldest first. */
export const ground = signal<{ districts: readonly Shapes['District'][]; teams: readonly WholeTeam[] } | null>(null);

export async function readGround(): Promise<void> {
  const [districts, teams] = await Promise.all([api.districts(), got(client.GET('/api/v1/teams'))]);
  ground.value = { districts: districts.items.toReversed(), teams: teams.items.toReversed() };
}

/** After something was done: whatever else changed is seen too. */
export async function lookAgain(): Promise<void> {
  await Promise.all([readGround(), readHouse()]);
}

const one = (id: string) => ({ params: { path: { id } } });

export const asks = {
  addDistrict: (name: string) => got(client.POST('/api/v1/districts', { body: { name } })),
  setArea: ({ id, name, parentId }: Shapes['District'], polygon: Area) =>
    got(client.PUT('/api/v1/districts/{id}', { ...one(id), body: { name, parentId, polygon } })),
  addTeam: (body: Pick<WholeTeam, 'name' | 'kind' | 'districtId' | 'base' | 'zone'>) =>
    got(client.POST('/api/v1/teams', { body })),
  setRoster: (id: string, body: WholeTeam['roster']) =>
    got(client.PUT('/api/v1/teams/{id}/roster', { ...one(id), body })),
  addStaff: (body: BodyOf<'createStaff'>) => got(client.POST('/api/v1/staff', { body })),
  putCitizen: (body: BodyOf<'setFirstCitizen'>) => got(client.PUT('/api/v1/setup/citizen', { body })),
  putDispenser: (deviceId: string) => got(client.PUT('/api/v1/setup/dispenser', { body: { deviceId } })),
  newSecret: (deviceId: string) =>
    got(client.POST('/api/v1/dispensers/{deviceId}/credentials', { params: { path: { deviceId } } })),
  dispenser: (deviceId: string) => got(client.GET('/api/v1/dispensers/{deviceId}', { params: { path: { deviceId } } })),
  verdicts: (deviceId: string) =>
    got(client.GET('/api/v1/dispensers/{deviceId}/verdicts', { params: { path: { deviceId } } })),
};
