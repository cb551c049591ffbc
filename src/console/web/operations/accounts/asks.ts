import { client, got, readAll } from '../../api.js';
import type { paths } from '../../api.types.js';

const MOST_PAGES = 20;
const one = (id: string) => ({ params: { path: { id } } });
const held = (id: string, version: number) => ({
  params: { path: { id }, header: { 'If-Match': `"${version}"` } },
});

type BodyOf<Path extends '/api/v1/staff' | '/api/v1/partners'> = NonNullable<
  paths[Path]['post']['requestBody']
>['content']['application/json'];
export type NewStaff = BodyOf<'/api/v1/staff'>;
export type NewPartner = BodyOf<'/api/v1/partners'>;
export type Role = NewStaff['roles'][number];
export type StaffChange = NonNullable<
  paths['/api/v1/staff/{id}']['patch']['requestBody']
>['content']['application/json'];

/** What is asked about accounts. */
export const accounts = {
  staff: () => readAll((query) => got(client.GET('/api/v1/staff', { params: { query } })), MOST_PAGES),
  person: (id: string) => got(client.GET('/api/v1/staff/{id}', one(id))),
  hire: (body: NewStaff) => got(client.POST('/api/v1/staff', { body })),
  change: (id: string, version: number, body: StaffChange) =>
    got(client.PATCH('/api/v1/staff/{id}', { ...held(id, version), body })),
  remove: (id: string, version: number) => got(client.DELETE('/api/v1/staff/{id}', held(id, version))),
  endSessions: (id: string) => got(client.DELETE('/api/v1/staff/{id}/sessions', one(id))),
  roles: () => got(client.GET('/api/v1/roles')),
  teams: () => readAll((query) => got(client.GET('/api/v1/teams', { params: { query } })), MOST_PAGES),
  partners: () => readAll((query) => got(client.GET('/api/v1/partners', { params: { query } })), MOST_PAGES),
  partner: (id: string) => got(client.GET('/api/v1/partners/{id}', one(id))),
  letIn: (body: NewPartner) => got(client.POST('/api/v1/partners', { body })),
  rotate: (id: string) => got(client.POST('/api/v1/partners/{id}/credentials', one(id))),
  shutOut: (id: string) => got(client.DELETE('/api/v1/partners/{id}', one(id))),
};
