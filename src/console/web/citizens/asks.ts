import { client, got, type Page } from '../api.js';
import type { Alert, BrokenGlass } from '../model.js';

const MOST_ALERTS = 20;
const MOST_EVENTS = 20;
const MOST_DOSES = 200;
const one = (id: string) => ({ params: { path: { id } } });

/** What is asked about citizens. */
export const asks = {
  search: (body: { cpr: string } | { name: string }) => got(client.POST('/api/v1/citizens/search', { body })),
  citizen: (id: string) => got(client.GET('/api/v1/citizens/{id}', one(id))),
  doses: (citizenId: string, from: string, to: string) =>
    got(client.GET('/api/v1/doses', { params: { query: { citizenId: [citizenId], from, to, limit: MOST_DOSES } } })),
  assignment: (id: string) => got(client.GET('/api/v1/citizens/{id}/dispenser', one(id))),
  dispenser: (deviceId: string) => got(client.GET('/api/v1/dispensers/{deviceId}', { params: { path: { deviceId } } })),
  schedule: (id: string) => got(client.GET('/api/v1/citizens/{id}/schedule', one(id))),
  pauses: (citizenId: string) =>
    got(client.GET('/api/v1/citizens/{citizenId}/pauses', { params: { path: { citizenId } } })),
  // The parameters of an entry of its log are those of its kind, which the description of the API does not tell.
  alerts: (citizenId: string) =>
    got(client.GET('/api/v1/alerts', { params: { query: { citizenId: [citizenId], limit: MOST_ALERTS } } })) as Promise<
      Page<Alert>
    >,
  telemetry: (citizenId: string) =>
    got(client.GET('/api/v1/telemetry', { params: { query: { citizenId, limit: MOST_EVENTS } } })),
  ownBreakGlass: () => got(client.GET('/api/v1/break-glass')),
  breakGlass: (id: string, body: Pick<BrokenGlass, 'reason' | 'text'>) =>
    got(client.POST('/api/v1/citizens/{id}/break-glass', { ...one(id), body })),
};
