import { SCOPES } from '../../src/access/rights.rules.js';
import { Api } from './api.js';
import type { House } from './house.js';

/** A partner of the districts, signed in; with every scope unless some are named. */
export async function partnerOf(
  { httpUrl, admin }: Pick<House, 'httpUrl' | 'admin'>,
  districtIds: readonly string[],
  scopes: readonly string[] = SCOPES,
): Promise<Api> {
  const made = { name: `Partner of ${districtIds.length}`, scopes, districtIds };
  const { clientId, clientSecret } = await new Api(httpUrl, admin.token).post('/partners', made);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const grant = (await (await fetch(`${httpUrl}/oauth/token`, { method: 'POST', body })).json()) as {
    access_token: string;
  };
  return new Api(httpUrl, grant.access_token);
}
