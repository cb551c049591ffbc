import { client, got, readAll } from '../../api.js';
import type { paths } from '../../api.types.js';

const MOST_PAGES = 20;
const one = (id: string) => ({ params: { path: { id } } });
const held = (id: string, version: number) => ({
  params: { path: { id }, header: { 'If-Match': `"${version}"` } },
});

export type TeamBody = NonNullable<paths['/api/v1/teams']['post']['requestBody']>['content']['application/json'];
export type RosterBody = NonNullable<
  paths['/api/v1/teams/{id}/roster']['put']['requestBody']
>['content']['application/json'];

/** What is asked about teams. */
export const asks = {
  teams: () => readAll((query) => got(client.GET('/api/v1/teams', { params: { query } })), MOST_PAGES),
  team: (id: string) => got(client.GET('/api/v1/teams/{id}', one(id))),
  create: (body: TeamBody) => got(client.POST('/api/v1/teams', { body })),
  change: (id: string, version: number, body: TeamBody) =>
    got(client.PUT('/api/v1/teams/{id}', { ...held(id, version), body })),
  remove: (id: string, version: number) => got(client.DELETE('/api/v1/teams/{id}', held(id, version))),
  /** Who works in it, by name. */
  duty: (id: string) => got(client.GET('/api/v1/teams/{id}/duty', one(id))),
  setRoster: (id: string, version: number, body: RosterBody) =>
    got(client.PUT('/api/v1/teams/{id}/roster', { ...held(id, version), body })),
  rehearse: (id: string, from: string, days: number, body: RosterBody) =>
    got(client.POST('/api/v1/teams/{id}/roster/trial', { params: { path: { id }, query: { from, days } }, body })),
};
