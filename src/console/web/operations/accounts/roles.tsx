import { wordFor } from '../../labels.js';
import type { Roles } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import type { Choice } from '../edit/field.js';

/** The roles there are, each with what it opens, as the gateway says. */
export const roleChoices = (known: Roles | null): Choice[] =>
  (known?.roles ?? []).map(({ role, rights, holds }) => ({
    value: role,
    words: wordFor(officeTexts.accounts.role, role),
    about: <Opens rights={rights} where={whereItHolds(holds)} />,
  }));

/** What a partner can be given. */
export const scopeChoices = (known: Roles | null): Choice[] =>
  (known?.scopes ?? []).map(({ scope, rights }) => ({
    value: scope,
    words: scope,
    about: <Opens rights={rights} where={wordFor(officeTexts.accounts.right, scope)} />,
  }));

/** A scope as who gave it sees it. */
export const sayScope = (scope: string): string => wordFor(officeTexts.accounts.right, scope);

function Opens({ rights, where }: { rights: readonly string[]; where: string }) {
  return (
    <details class="opens">
      <summary>{where}</summary>
      <ul class="plain-list">
        {rights.map((right) => (
          <li key={right}>{wordFor(officeTexts.accounts.right, right)}</li>
        ))}
      </ul>
    </details>
  );
}

function whereItHolds({ citizens, places, fleet }: Roles['roles'][number]['holds']): string {
  const words = officeTexts.accounts.holds;
  if (citizens !== 'none') return citizens === 'all' ? words.everywhere : words.ownDistricts;
  if (places === 'all') return words.onlyHouse;
  return fleet === 'all' ? words.onlyFleet : words.everywhere;
}
