import type { components } from '../../api.types.js';
import { client, got } from '../../api.js';

export type Machine = components['schemas']['Machine'];
export type Check = Machine['checks'][number];

export const readMachine = (): Promise<Machine> => got(client.GET('/api/v1/operations/health'));

/** What is wrong comes first, and first of all what nothing else stands in for. */
export const byWeight = (checks: readonly Check[]): Check[] =>
  checks.toSorted((one, other) => weightOf(one) - weightOf(other));

const weightOf = ({ ok, degradedOnly }: Check): number => (ok ? 2 : degradedOnly ? 1 : 0);
