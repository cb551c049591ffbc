import { client, got } from '../../api.js';
import type { Opening } from './opening.js';

const MOST = 100;

export const askOpenings = (state: 'unreviewed' | null) =>
  got(client.GET('/api/v1/break-glass/openings', { params: { query: { limit: MOST, ...(state && { state }) } } }));

export const review = (id: string, finding: NonNullable<Opening['review']>['finding'], text: string) =>
  got(
    client.POST('/api/v1/break-glass/{id}/review', {
      params: { path: { id } },
      body: text ? { finding, text } : { finding },
    }),
  );
