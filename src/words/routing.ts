import type { DutyReason } from '../teams/roster.rules.js';
import type { Candidate, Routing, RoutingRule } from '../teams/routing.rules.js';

export type { DutyReason } from '../teams/roster.rules.js';
import type { Words } from './en.js';

/** Why the team that was chosen, or why nobody. */
export function sayRouting({ chosenTeamId, rule, candidates }: Chosen, words: Words): string {
  const chosen = candidates.find(({ teamId }) => teamId === chosenTeamId);
  return sayChoice(chosen?.name ?? null, rule, candidates.length, words);
}

type Chosen = Pick<Routing, 'chosenTeamId' | 'rule'> & {
  readonly candidates: readonly Pick<Candidate, 'teamId' | 'name'>[];
};

/**
 * The same where only its name is known.
 * @param considered how many teams came into question
 */
export function sayChoice(team: string | null, rule: RoutingRule, considered: number, { routing }: Words): string {
  if (team !== null) return routing.chosen(team, routing.rule[rule]);
  return considered === 0 ? routing.noTeam : routing.rule[rule];
}

/** Why this team of several, or why not. What was written before it was a code stands as it was written. */
export function sayCandidate({ rule, duty, why }: Weighed, chosenBy: RoutingRule, words: Words): string {
  if (why !== undefined) return why;
  const { routing } = words;
  if (rule === 'chosen') return routing.isChosen(routing.rule[chosenBy]);
  return rule === 'off_duty' ? routing.offDuty(sayDuty(duty, words)) : routing.candidate[rule];
}

type Weighed = Pick<Candidate, 'rule' | 'duty' | 'why'>;

/** Why somebody is on duty, or nobody is. */
export function sayDuty(why: DutyReason, { duty }: Words): string {
  switch (why.rule) {
    case 'on_shift':
    case 'shift_started':
    case 'shift_of_nobody':
    case 'shift_left':
    case 'shift_stopped':
      return duty.shift[why.rule](`${why.from}-${why.to}`);
    case 'called_in':
    case 'called_off':
      return [duty.override[why.rule], why.reason].filter(Boolean).join(': ');
    default:
      return duty.plain[why.rule];
  }
}
