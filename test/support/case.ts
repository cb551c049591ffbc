import type { components } from '../../src/console/web/api.types.js';
import type { Resident, Town } from './town.js';

type Shapes = components['schemas'];

/** What the outside sees of one citizen, over the REST API. */
export interface Case {
  /** The one that is open, claimed or in progress. */
  task(): Promise<Shapes['Task']>;
  /** Every one there ever was, by due time. */
  tasks(): Promise<Shapes['Task'][]>;
  /** The latest, with its ladder and its handling log. */
  alert(): Promise<Shapes['Alert']>;
  alerts(): Promise<Shapes['Alert'][]>;
  /** By due time, the earliest first. */
  doses(): Promise<Shapes['Dose'][]>;
  /** The types of what was told in the feed, in order. */
  told(): Promise<string[]>;
  /** Everything that was told of one type. */
  facts<T extends FactType>(type: T): Promise<FactOf<T>[]>;
}

type FactType = Shapes['Event']['type'];
type FactOf<T extends FactType> = Extract<Shapes['Event'], { readonly type: T }>;

export function caseOf({ api }: Pick<Town, 'api'>, { citizenId }: Pick<Resident, 'citizenId'>): Case {
  const feed = async () => {
    const all: Shapes['Event'][] = [];
    for (let after = '0'; ;) {
      const { items, nextCursor } = await api.get(`/events?limit=500&after=${after}`);
      all.push(...items);
      if (items.length < 500 || nextCursor === null) return all.filter(({ data }) => data.citizenId === citizenId);
      after = nextCursor;
    }
  };
  return {
    task: async () => (await api.get(`/tasks?citizenId=${citizenId}&state=open,claimed,in-progress`)).items[0]!,
    tasks: async () => (await api.get(`/tasks?citizenId=${citizenId}&limit=500`)).items,
    alerts: async () => (await api.get(`/alerts?citizenId=${citizenId}`)).items,
    async alert() {
      const latest = (await api.get(`/alerts?citizenId=${citizenId}&limit=1`)).items[0]!;
      return latest && api.get(`/alerts/${latest.id}`);
    },
    doses: async () => (await api.get(`/doses?citizenId=${citizenId}&limit=500`)).items.reverse(),
    told: async () => (await feed()).map(({ type }) => type),
    async facts<T extends FactType>(type: T) {
      const isOfType = (fact: Shapes['Event']): fact is FactOf<T> => fact.type === type;
      return (await feed()).filter(isOfType);
    },
  };
}

/** The texts of a handling log, one a line, to look for a sentence in. */
export const written = ({ log }: Pick<Shapes['Alert'], 'log'>): string => log.map(({ text }) => text ?? '').join('\n');
