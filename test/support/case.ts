/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import type { Resident, Town } from './town.js';

/** What the outside sees of one citizen, over the REST API. */
export interface Case {
  /** The one that is open, claimed or in progress. */
  task(): Promise<any>;
  /** Every one there ever was, by due time. */
  tasks(): Promise<any[]>;
  /** The latest, with its ladder and its handling log. */
  alert(): Promise<any>;
  alerts(): Promise<any[]>;
  /** By due time, the earliest first. */
  doses(): Promise<any[]>;
  /** The types of what was told in the feed, in order. */
  told(): Promise<string[]>;
  /** Everything that was told of one type. */
  facts(type: string): Promise<any[]>;
}

export function caseOf({ api }: Pick<Town, 'api'>, { citizenId }: Pick<Resident, 'citizenId'>): Case {
  const list = async (path: string): Promise<any[]> => (await api.get(path)).items;
  const feed = async (): Promise<any[]> => {
    const all: any[] = [];
    for (let after = ''; ;) {
      const { items, nextCursor } = await api.get(`/events?limit=500${after && `&after=${after}`}`);
      all.push(...items);
      if (items.length < 500) return all.filter(({ data }) => data.citizenId === citizenId);
      after = nextCursor;
    }
  };
  return {
    task: async () => (await list(`/tasks?citizenId=${citizenId}&state=open,claimed,in-progress`))[0],
    tasks: () => list(`/tasks?citizenId=${citizenId}&limit=500`),
    alerts: () => list(`/alerts?citizenId=${citizenId}`),
    async alert() {
      const [latest] = await list(`/alerts?citizenId=${citizenId}&limit=1`);
      return latest && api.get(`/alerts/${latest.id}`);
    },
    doses: async () => (await list(`/doses?citizenId=${citizenId}&limit=500`)).reverse(),
    told: async () => (await feed()).map(({ type }) => type),
    facts: async (type) => (await feed()).filter((fact) => fact.type === type),
  };
}

/** The texts of a handling log, one a line, to look for a sentence in. */
export const written = (alert: any): string => alert.log.map(({ text }: any) => text ?? '').join('\n');
