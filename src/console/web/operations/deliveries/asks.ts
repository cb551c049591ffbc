import type { components } from '../../api.types.js';
import { client, got } from '../../api.js';

export type Delivery = components['schemas']['Delivery'];
export type Failing = components['schemas']['Failing'];
export const STATES = [
  'parked',
  'fallen-through',
  'waiting',
  'delivered',
] as const satisfies readonly Delivery['state'][];
export type State = (typeof STATES)[number];

const PAGE = 100;

export const asks = {
  list: (state: State, cursor?: string) =>
    got(
      client.GET('/api/v1/operations/deliveries', {
        params: { query: { state: [state], limit: PAGE, ...(cursor && { cursor }) } },
      }),
    ),
  failing: async (): Promise<readonly Failing[]> => (await got(client.GET('/api/v1/operations/failing'))).items,
  retry: (id: string) => got(client.POST('/api/v1/operations/deliveries/{id}/retry', { params: { path: { id } } })),
};
