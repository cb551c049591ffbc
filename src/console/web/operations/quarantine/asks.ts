import type { components } from '../../api.types.js';
import { client, got } from '../../api.js';
import type { Shown } from './shown.js';

export type Quarantined = components['schemas']['QuarantinedTelemetry'];
export type Count = components['schemas']['QuarantineCount'];

export type Page = { readonly items: readonly Quarantined[]; readonly nextCursor: string | null };

/** As many as somebody looks through at once. */
const PAGE = 50;
const at = (id: string) => ({ params: { path: { id } } });

export const asks = {
  counts: async (): Promise<readonly Count[]> => (await got(client.GET('/api/v1/quarantine/counts'))).items,
  list: ({ kind, deviceId, state }: Shown, reason: string | null, cursor?: string): Promise<Page> =>
    got(
      client.GET('/api/v1/quarantine', {
        params: {
          query: {
            limit: PAGE,
            state: [state],
            ...(kind && { kind: [kind] }),
            ...(deviceId && { deviceId: [deviceId] }),
            ...(reason !== null && { reason }),
            ...(cursor && { cursor }),
          },
        },
      }),
    ),
  assign: (id: string, citizenId: string) =>
    got(client.POST('/api/v1/quarantine/{id}/assign', { ...at(id), body: { citizenId } })),
  retry: (id: string) => got(client.POST('/api/v1/quarantine/{id}/retry', at(id))),
  dismiss: (id: string, alike: boolean) =>
    got(client.POST('/api/v1/quarantine/{id}/dismiss', { ...at(id), body: { alike } })),
};
