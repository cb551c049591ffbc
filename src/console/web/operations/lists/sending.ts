import { client, got } from '../../api.js';
import type { components } from '../../api.types.js';
import type { Mistake } from '../sheet/mistake-table.js';

type Shapes = components['schemas'];

/** What a list did, or would do. */
export interface Taken {
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly mistakes: number;
  readonly errors: readonly Mistake[];
  /** Put on the map by their postal code alone. */
  readonly byPostcode: number;
  readonly passwords: readonly { readonly username: string; readonly password: string }[];
}

const asCsv = { headers: { 'content-type': 'text/csv; charset=utf-8' }, bodySerializer: (text: string) => text };

export async function sendCitizens(body: string, dryRun: boolean): Promise<Taken> {
  const asked = client.POST('/api/v1/citizens/import', { params: { query: { dryRun: `${dryRun}` } }, body, ...asCsv });
  const { items, ...rest } = await got<Shapes['ImportedCitizens']>(asked);
  return { ...rest, byPostcode: items.filter(({ located }) => located === 'postcode').length, passwords: [] };
}

export async function sendStaff(body: string, dryRun: boolean): Promise<Taken> {
  const asked = client.POST('/api/v1/staff/import', { params: { query: { dryRun: `${dryRun}` } }, body, ...asCsv });
  const { items, ...rest } = await got<Shapes['ImportedStaff']>(asked);
  const passwords = items.flatMap(({ username, password }) => (password === null ? [] : [{ username, password }]));
  return { ...rest, byPostcode: 0, passwords };
}

export const sendPostcodes = (body: string, country: 'DK' | 'NO') =>
  got(client.PUT('/api/v1/postcodes', { params: { query: { country } }, body, ...asCsv }));

export const readPostcodes = () => got(client.GET('/api/v1/postcodes'));
