import { client, got, readAll } from '../../api.js';
import type { paths } from '../../api.types.js';
import type { RedrawnBorders } from '../../model.js';

const MOST_PAGES = 10;
const one = (id: string) => ({ params: { path: { id } } });
const held = (id: string, etag: string) => ({ params: { path: { id }, header: { 'If-Match': etag } } });
const version = (number: number) => `"${number}"`;

export type DistrictBody = NonNullable<
  paths['/api/v1/districts']['post']['requestBody']
>['content']['application/json'];
export type Limits = NonNullable<
  paths['/api/v1/districts/{id}/limits']['put']['requestBody']
>['content']['application/json']['limits'];
export type OwnDay = NonNullable<
  paths['/api/v1/districts/{id}/holidays']['put']['requestBody']
>['content']['application/json']['days'][number];
export type NewBorder = NonNullable<
  paths['/api/v1/districts/borders']['put']['requestBody']
>['content']['application/json']['districts'][number];

/** What is asked about districts. */
export const asks = {
  district: (id: string) => got(client.GET('/api/v1/districts/{id}', one(id))),
  teams: () => readAll((query) => got(client.GET('/api/v1/teams', { params: { query } })), MOST_PAGES),
  create: (body: DistrictBody) => got(client.POST('/api/v1/districts', { body })),
  change: (id: string, at: number, body: DistrictBody) =>
    got(client.PUT('/api/v1/districts/{id}', { ...held(id, version(at)), body })),
  remove: (id: string, at: number) => got(client.DELETE('/api/v1/districts/{id}', held(id, version(at)))),
  limits: (id: string) => got(client.GET('/api/v1/districts/{id}/limits', one(id))),
  setLimits: (id: string, at: number, limits: Limits) =>
    got(client.PUT('/api/v1/districts/{id}/limits', { ...held(id, version(at)), body: { limits } })),
  holidays: async (id: string) => {
    const answer = client.GET('/api/v1/districts/{id}/holidays', one(id));
    const { days } = await got(answer);
    return { days, etag: (await answer).response.headers.get('etag') ?? '*' };
  },
  setHolidays: (id: string, etag: string, days: OwnDay[]) =>
    got(client.PUT('/api/v1/districts/{id}/holidays', { ...held(id, etag), body: { days } })),
  tryBorders: (districts: NewBorder[]): Promise<RedrawnBorders> =>
    got(client.PUT('/api/v1/districts/borders', { params: { query: { dryRun: true } }, body: { districts } })),
  setBorders: (districts: NewBorder[]): Promise<RedrawnBorders> =>
    got(client.PUT('/api/v1/districts/borders', { body: { districts } })),
};
