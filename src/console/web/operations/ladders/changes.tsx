import { officeTexts } from '../../office-texts.js';
import { type Change, diffOf } from './diff.js';
import type { Draft } from './draft.js';
import { sayMinutes, sayRung } from './say.js';

/** Step by step what is other afterwards. */
export function Changes({ before, after }: { before: Draft; after: Draft }) {
  const { ladders } = officeTexts;
  const changes = diffOf(before.rungs, after.rungs);
  const times = (['claimTimeout', 'claimReminder'] as const).filter((field) => before[field] !== after[field]);
  if (times.length === 0 && changes.every(({ kind }) => kind === 'kept'))
    return <p class="quiet">{ladders.noChange}</p>;
  return (
    <ul class="changes">
      {changes.map((change, n) => (
        <Line key={n} change={change} />
      ))}
      {times.map((field) => (
        <li key={field} class="changed">
          <b>{ladders.change.changed}</b>
          <span>
            {ladders[field]}: <del>{sayMinutes(before[field])}</del> → <ins>{sayMinutes(after[field])}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Line({ change }: { change: Change }) {
  const { ladders } = officeTexts;
  const place = change.kind === 'removed' ? change.was : change.at;
  const said = sayRung(change.rung);
  return (
    <li class={change.kind}>
      <b>{ladders.change[change.kind]}</b>
      <span>
        {ladders.step(place + 1)}:{' '}
        {change.kind === 'changed' && (
          <>
            <del>{sayRung(change.from)}</del> → <ins>{said}</ins>
          </>
        )}
        {change.kind === 'added' && <ins>{said}</ins>}
        {change.kind === 'removed' && <del>{said}</del>}
        {change.kind === 'kept' && said}
      </span>
    </li>
  );
}
