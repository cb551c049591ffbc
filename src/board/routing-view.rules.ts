import type { Language } from '../platform/http/language.js';
import type { Routing } from '../teams/routing.rules.js';
import { sayCandidate, sayRouting } from '../words/routing.js';
import { voiceOf } from '../words/voice.js';

/** Why a team was chosen, as it is shown: rules and numbers, and sentences in the reader's language. */
export function viewOfRouting(routing: Routing, language: Language) {
  const { words } = voiceOf(language);
  const { candidates, ...rest } = routing;
  return {
    ...rest,
    sentence: sayRouting(routing, words),
    candidates: candidates.map(({ rule, duty, ...candidate }: Decided) => ({
      ...candidate,
      rule: rule ?? null,
      duty: duty ?? null,
      why: rule && duty ? sayCandidate({ rule, duty }, routing.rule, words) : (candidate.why ?? ''),
    })),
  };
}

/** What was decided before there were codes has neither. */
type Decided = Omit<Routing['candidates'][number], 'rule' | 'duty'> &
  Partial<Pick<Routing['candidates'][number], 'rule' | 'duty'>>;
