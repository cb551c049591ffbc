import { ApiError } from '../../api.js';
import type { TaskResults } from '../../model.js';
import { carryOut } from '../commands.js';

/** What became of one of many: what refused it, null where it was done. */
export interface Became {
  readonly id: string;
  readonly refusal: ApiError | null;
}

/** So many are answered well within the time of a request. */
const AT_ONCE = 50;

/**
 * The same for many, in parts of which each has a key of its own: what is left over or not known of a part is asked for again by that
 * key, so that each is done once. One answer for each, in order.
 */
export async function changeMany(
  ids: readonly string[],
  send: (ids: readonly string[], key: string) => Promise<TaskResults>,
  isSenderHere: () => boolean,
): Promise<readonly Became[]> {
  const became: Became[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE)
    became.push(...(await changePart(ids.slice(from, from + AT_ONCE), send, isSenderHere)));
  return became;
}

async function changePart(
  ids: readonly string[],
  send: (ids: readonly string[], key: string) => Promise<TaskResults>,
  isSenderHere: () => boolean,
): Promise<readonly Became[]> {
  let latest: TaskResults['results'] = [];
  const refusal = await carryOut(
    ids,
    async (key) => {
      latest = (await send(ids, key)).results;
      const left = latest.find(({ status }) => status === 503);
      if (left) throw new ApiError(503, left.problem ?? {});
    },
    isSenderHere,
  );
  if (!latest.length) return ids.map((id) => ({ id, refusal }));
  return latest.map(({ id, status, problem }) => ({ id, refusal: problem && new ApiError(status, problem) }));
}
