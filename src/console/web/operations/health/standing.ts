import type { components } from '../../api.types.js';
import { ApiError, client } from '../../api.js';

export type Standing = components['schemas']['Readiness'];
export type Check = Standing['checks'][number];

/** How the node that answers stands: its word counts too where it says that it is not ready. */
export async function readStanding(): Promise<Standing> {
  const { data, error } = await client.GET('/readyz').catch(() => {
    throw new ApiError(0);
  });
  const said = data ?? error;
  if (!said || !('checks' in said)) throw new ApiError(0);
  return said;
}

/** What is wrong comes first, and first of all what nothing else stands in for. */
export const byWeight = (checks: readonly Check[]): Check[] =>
  checks.toSorted((one, other) => weightOf(one) - weightOf(other));

const weightOf = ({ ok, degradedOnly }: Check): number => (ok ? 2 : degradedOnly ? 1 : 0);
