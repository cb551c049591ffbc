import { client, got, type Page } from '../../api.js';
import type { components, operations } from '../../api.types.js';
import type { Dispenser, Telemetry } from '../../model.js';

type Shapes = components['schemas'];
export type FleetRow = Shapes['FleetRow'];
export type FleetPage = Shapes['Fleet'];
export type FleetCounts = Shapes['FleetCounts'];
export type FleetState = FleetRow['state'];
export type Verdict = Shapes['Verdict'];
export type Command = Shapes['Command'];
export type Provisioned = Shapes['Provisioned'];
export type FleetQuery = NonNullable<operations['listDispensers']['parameters']['query']>;
/** What one may speak. The gateway says which there are; one that is not is refused. */
export type Dialect = NonNullable<FleetQuery['dialect']>[number];
type Registered = NonNullable<operations['registerDispenser']['requestBody']>['content']['application/json'];

const ROWS = 500;
const MOST_COMMANDS = 20;
const MOST_EVENTS = 20;

const of = (deviceId: string) => ({ params: { path: { deviceId } } });
const by = (key: string) => ({ 'Idempotency-Key': key });

/** What is asked about dispensers. */
export const asks = {
  fleet: (query: FleetQuery) =>
    got(
      client.GET('/api/v1/dispensers', { params: { query: { ...query, view: 'fleet', limit: ROWS } } }),
    ) as Promise<FleetPage>,
  dispenser: async (deviceId: string): Promise<{ dispenser: Dispenser; etag: string | null }> => {
    const answer = client.GET('/api/v1/dispensers/{deviceId}', of(deviceId));
    return { dispenser: await got(answer), etag: (await answer).response.headers.get('etag') };
  },
  verdicts: (deviceId: string) => got(client.GET('/api/v1/dispensers/{deviceId}/verdicts', of(deviceId))),
  commands: (deviceId: string) =>
    got(
      client.GET('/api/v1/dispensers/{deviceId}/commands', {
        params: { path: { deviceId }, query: { limit: MOST_COMMANDS } },
      }),
    ),
  events: (deviceId: string): Promise<Page<Telemetry>> =>
    got(client.GET('/api/v1/telemetry', { params: { query: { deviceId: [deviceId], limit: MOST_EVENTS } } })),
  register: (body: Registered, key: string) =>
    got(client.POST('/api/v1/dispensers', { params: { header: by(key) }, body })),
  rotate: (deviceId: string, key: string) =>
    got(client.POST('/api/v1/dispensers/{deviceId}/credentials', { params: { path: { deviceId }, header: by(key) } })),
  retire: (deviceId: string, retired: boolean, etag: string | null) =>
    got(
      client.PATCH('/api/v1/dispensers/{deviceId}', {
        params: { path: { deviceId }, header: etag === null ? {} : { 'If-Match': etag } },
        body: { retired },
      }),
    ),
  /** The file goes as it is: the gateway says what is wrong with its letters, too. */
  provision: (file: Blob, query: { dryRun: boolean; rotate: boolean }, key: string | null): Promise<Provisioned> =>
    got(
      client.POST('/api/v1/dispensers/provision', {
        params: {
          query: { dryRun: String(query.dryRun), rotate: String(query.rotate) },
          header: key === null ? {} : by(key),
        },
        headers: { 'content-type': 'text/csv' },
        body: '',
        bodySerializer: () => file,
      }),
    ),
};
