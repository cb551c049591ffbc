import type { RoutingRule } from '../teams/routing.rules.js';
import type { Words } from './en.js';

/**
 * Why that team, or why nobody.
 * @param considered how many teams came into question
 */
export function sayChoice(team: string | null, rule: RoutingRule, considered: number, { routing }: Words): string {
  if (team !== null) return routing.chosen(team, routing.rule[rule]);
  return considered === 0 ? routing.noTeam : routing.rule[rule];
}
