import { officeTexts } from '../../office-texts.js';
import { may } from '../../session/session.js';
import type { Quarantined } from './asks.js';
import { type Deed, marked, progress } from './deeds.js';

interface Props {
  items: readonly Quarantined[];
  /** Those of them that are marked. */
  chosen: readonly Quarantined[];
  act: (some: readonly Quarantined[], deed: Deed) => Promise<void>;
}

/** What is done to all that are marked, and what that would do. */
export function MarkedBar({ items, chosen, act }: Props) {
  const { quarantine } = officeTexts;
  const open = items.filter(({ state }) => state === 'open');
  if (!may('operations:write') || open.length < 2) return null;
  const kinds = [...new Set(chosen.map(({ kind }) => kind))];
  const isIdle = progress.value === null && chosen.length > 0;
  return (
    <div class="marked-bar" role="group" aria-label={quarantine.many}>
      {chosen.length < open.length ? (
        <button onClick={() => (marked.value = new Set(open.map(({ id }) => id)))}>
          {quarantine.markAll(open.length)}
        </button>
      ) : (
        <button onClick={() => (marked.value = new Set())}>{quarantine.unmarkAll}</button>
      )}
      <span role="status">
        {progress.value ? quarantine.under(progress.value.done, progress.value.of) : quarantine.marked(chosen.length)}
      </span>
      {chosen.length > 0 && (
        <>
          <button disabled={!isIdle} onClick={() => void act(chosen, { name: 'retry' })}>
            {quarantine.retryMarked}
          </button>
          <button disabled={!isIdle} onClick={() => void act(chosen, { name: 'dismiss', alike: false })}>
            {quarantine.dismissMarked}
          </button>
          <ul class="quiet">
            {kinds.map((kind) => (
              <li key={kind}>
                {quarantine.retry}, {quarantine.kind[kind]}: {quarantine.retryDoes[kind]}
              </li>
            ))}
            <li>
              {quarantine.dismiss}: {quarantine.dismissDoes}
            </li>
          </ul>
        </>
      )}
    </div>
  );
}
