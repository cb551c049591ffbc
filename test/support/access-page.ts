import { RIGHTS, type Right, scopeOf, SCOPES, TO_COME } from '../../src/access/rights.rules.js';
import { HOLDS, type Ground, ROLES, rightsOf } from '../../src/access/roles.rules.js';

const GROUNDS: Readonly<Record<Ground, string>> = {
  citizens: 'what is about citizens: alerts, tasks, doses, feed, telemetry, figures',
  places: 'districts, teams, rosters, ladders',
  fleet: 'dispensers by their ids',
};

/** The tables of docs/access.md: what each role may, where, and which scope gives it to a partner. */
export function accessTables(): string {
  const offered = (right: string): boolean => !TO_COME.some((scope) => scope === right);
  const rights = (Object.entries(RIGHTS) as [Right, string][]).filter(([right]) => offered(right));
  const held = new Map(ROLES.map((role) => [role, rightsOf([role])]));
  return [
    ...table(
      ['right', ...ROLES, 'partner by'],
      rights.map(([right]) => [
        code(right),
        ...ROLES.map((role) => (held.get(role)!.includes(right) ? 'yes' : '')),
        isScope(scopeOf(right)) ? code(scopeOf(right)) : '',
      ]),
    ),
    '',
    ...table(
      ['right', 'opens'],
      rights.map(([right, words]) => [code(right), words]),
    ),
    '',
    ...table(
      ['holds in', ...ROLES],
      (Object.keys(GROUNDS) as Ground[]).map((ground) => [
        GROUNDS[ground],
        ...ROLES.map((role) => HOLDS[role][ground]),
      ]),
    ),
  ].join('\n');
}

const isScope = (right: string): boolean => (SCOPES as readonly string[]).includes(right);
const code = (word: string): string => `\`${word}\``;

function table(head: readonly string[], lines: readonly (readonly string[])[]): string[] {
  const widths = head.map((word, i) => Math.max(3, word.length, ...lines.map((line) => line[i]!.length)));
  const row = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [row(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.map(row)];
}
