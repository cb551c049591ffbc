import { sayDuration } from '../../../../words/names.js';
import { nameDistrict } from '../../districts.js';
import { wordFor } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { texts, voice } from '../../texts.js';
import type { Ladder } from './asks.js';
import { type DraftRung, numberOf } from './draft.js';

/** `after 15 min, nearest team: visit` */
export function sayRung({ after, share, to, actions }: DraftRung): string {
  const { ladders, whatIf } = officeTexts;
  const does = voice().list(actions.map((action) => wordFor(whatIf.does, action)));
  const time = numberOf(after) === 0 ? ladders.atOnce : ladders.after(sayMinutes(after));
  return ladders.rung(share ? ladders.orShare(time, share) : time, wordFor(texts.recipient, to), does || '–');
}

/** Whose it is that holds there. */
export function sayScope({ scope, version, districtId }: Pick<Ladder, 'scope' | 'version' | 'districtId'>): string {
  const { ladders } = officeTexts;
  if (scope === 'citizen') return ladders.ofCitizen;
  const district = nameDistrict(districtId);
  if (scope === 'district') return district ? texts.aDistrict(district) : texts.beyondDistricts;
  return version === 0 ? ladders.byDefault : ladders.everybody;
}

/** What is no number as it is typed. */
export function sayMinutes(typed: string): string {
  const minutes = numberOf(typed);
  return Number.isNaN(minutes) ? typed.trim() || '–' : sayDuration(minutes, texts);
}
