import { wordFor } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { texts, voice } from '../../texts.js';
import type { Line } from './asks.js';

const ROUTE = /^([A-Z]+) \/api\/v1\/([\w-]+)/;

/** What was done, in words: of an answer what it was about. */
export function sayWhat({ kind, what }: Pick<Line, 'kind' | 'what'>): string {
  const { reads } = officeTexts;
  if (kind === 'break-glass') return reads.brokeGlass;
  if (kind === 'access') return wordFor(reads.access, what);
  const [, method, about] = ROUTE.exec(what) ?? [];
  const area = reads.areas[about ?? ''] ?? reads.areas.other!;
  return method === 'GET' || about === undefined ? reads.saw(area) : reads.changed(area);
}

/** Why it was hers to see, where it was not for her own districts alone. */
export function sayReason(reason: string | null): string {
  const { reads } = officeTexts;
  const said = (reason ?? '').split('; ').filter((each) => each !== '');
  return voice().list(
    said.map((each) => {
      const glass = /^break-glass: (.*)$/.exec(each)?.[1];
      if (glass !== undefined) return reads.byGlass(wordFor(texts.glass.reasons, glass));
      return each === 'work' ? reads.byWork : wordFor(texts.glass.reasons, each);
    }),
  );
}
