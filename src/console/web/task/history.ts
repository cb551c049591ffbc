import { describeEntry } from '../../../words/log.js';
import type { LogEntry, TaskAlert } from '../model.js';
import { voice } from '../texts.js';

/** An entry of the handling log as it is drawn. */
interface Folded {
  at: string;
  until: string;
  times: number;
  what: string | null;
  text: string | null;
  by: string;
  byName: string | null;
}

/** The history with what was said again and again, word for word, as one. */
export function fold(entries: readonly LogEntry[], alert: Pick<TaskAlert, 'dose'>, zone?: string): Folded[] {
  const spoken = voice(zone);
  const folded: Folded[] = [];
  for (const entry of entries) {
    const { at, by, byName } = entry;
    const said = { ...describeEntry(entry, alert, spoken), by, byName };
    const last = folded.at(-1);
    if (last && last.what === said.what && last.text === said.text && last.by === said.by) {
      last.times++;
      last.until = at;
    } else folded.push({ ...said, at, until: at, times: 1 });
  }
  return folded;
}
