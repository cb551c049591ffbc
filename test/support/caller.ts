import type { Scope } from '../../src/access/rights.rules.js';
import { AccountsService } from '../../src/access/staff/accounts.service.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import type { ApiResponse } from './api.js';
import type { Rooms } from './rooms.js';
import type { Heard } from './routes.js';

/** Speaks below /api/v1 as one partner: `call('POST', '/teams', {...})`. */
export type Caller = <Method extends string, Path extends string>(
  method: Method,
  path: Path,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiResponse<Heard<Method, Path>>>;

/** A partner with these scopes, signed in; without districts it sees all. */
export async function makeCaller(rooms: Rooms, scopes: Scope[], districtIds?: string[]): Promise<Caller> {
  const { partner, clientSecret } = await rooms.app.get(FactBus).transact(async (turn) => ({
    facts: [],
    result: await rooms.app.get(AccountsService).createPartner(turn, { name: 'Demo EHR', scopes, districtIds }),
  }));
  const grant = { grant_type: 'client_credentials', client_id: partner.clientId, client_secret: clientSecret };
  const signedIn = await fetch(`${rooms.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(grant) });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  const call: Caller = async (method, path, body, headers = {}) => {
    const response = await fetch(`${rooms.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      // What comes back is said by the type of `Caller`; to compare it once more is too much for the compiler.
      body: (text === '' ? undefined : JSON.parse(text)) as never,
    };
  };
  return call;
}
