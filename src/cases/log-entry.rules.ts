import { type Routing, withoutDistances, withoutKilometres } from '../teams/routing.rules.js';

interface Told {
  readonly text: string | null;
  readonly data: Record<string, unknown> | null;
}

/** An entry of the handling log of somebody whose address is protected: without how far away the teams are that were considered. */
export function withoutWhereabouts<E extends Told>(entry: E): E {
  const routing = entry.data?.['routing'] as Routing | null | undefined;
  return {
    ...entry,
    text: entry.text && withoutKilometres(entry.text),
    data: routing ? { ...entry.data, routing: withoutDistances(routing) } : entry.data,
  };
}
