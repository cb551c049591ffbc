import type { components, operations } from '../../api.types.js';
import { client, got } from '../../api.js';

export type Ladder = components['schemas']['Ladder'];
export type Name = Ladder['name'];
export type Rung = Ladder['rungs'][number];
export type ToSet = NonNullable<operations['setLadder']['requestBody']>['content']['application/json'];

/** Whose ladder is meant: everybody's where neither is given. */
export interface Place {
  readonly districtId: string;
  readonly citizenId: string;
}

/** The ladder that holds, and its tag, by which it is changed only as it was read. */
export interface Held {
  readonly ladder: Ladder;
  readonly etag: string | null;
}

const whose = ({ districtId, citizenId }: Place) => ({
  ...(districtId && { districtId }),
  ...(citizenId && { citizenId }),
});
const asRead = (etag: string | null) => (etag === null ? {} : { 'If-Match': etag });

export const asks = {
  list: async (place: Place): Promise<readonly Ladder[]> =>
    (await got(client.GET('/api/v1/ladders', { params: { query: whose(place) } }))).items,
  set: async (): Promise<readonly Ladder[]> => (await got(client.GET('/api/v1/ladders/set'))).items,
  one: async (name: Name, place: Place): Promise<Held> => {
    const asked = client.GET('/api/v1/ladders/{name}', { params: { path: { name }, query: whose(place) } });
    return { ladder: await got(asked), etag: (await asked).response.headers.get('etag') };
  },
  above: (name: Name, place: Place): Promise<Ladder> =>
    got(client.GET('/api/v1/ladders/{name}/above', { params: { path: { name }, query: whose(place) } })),
  save: (name: Name, place: Place, etag: string | null, body: ToSet) =>
    got(
      client.PUT('/api/v1/ladders/{name}', {
        params: { path: { name }, query: whose(place), header: asRead(etag) },
        body,
      }),
    ),
  forget: (name: Name, place: Place, etag: string | null) =>
    got(
      client.DELETE('/api/v1/ladders/{name}', {
        params: { path: { name }, query: whose(place), header: asRead(etag) },
      }),
    ),
};
