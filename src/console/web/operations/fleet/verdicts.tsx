import { gatewayNow } from '../../clock.js';
import { formatMoment, nameType, wordFor } from '../../labels.js';
import { Section } from '../../citizens/section.js';
import { officeTexts } from '../../office-texts.js';
import { zone } from '../../session/session.js';
import type { Verdict } from './asks.js';

const MOST_SHOWN = 12;

/** Why it is not heard as it means to be. */
export function Verdicts({ verdicts }: { verdicts: readonly Verdict[] }) {
  const { fleet } = officeTexts;
  return (
    <Section title={fleet.verdicts} name="verdicts">
      {verdicts.length === 0 && <p class="quiet">{fleet.noVerdicts}</p>}
      <ol class="happenings">
        {verdicts.slice(0, MOST_SHOWN).map((verdict, n) => (
          <li key={`${verdict.at}-${n}`} class={verdict.verdict}>
            <Judged verdict={verdict} />
          </li>
        ))}
      </ol>
      {verdicts.length > MOST_SHOWN && (
        <details>
          <summary>{fleet.older(verdicts.length - MOST_SHOWN)}</summary>
          <ol class="happenings">
            {verdicts.slice(MOST_SHOWN).map((verdict, n) => (
              <li key={`${verdict.at}-${n}`} class={verdict.verdict}>
                <Judged verdict={verdict} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </Section>
  );
}

function Judged({ verdict: { at, verdict, reason, detail, notes, event, occurrences } }: { verdict: Verdict }) {
  const { fleet } = officeTexts;
  const said = [detail, ...notes].filter(Boolean);
  return (
    <>
      <span class="entry-head">
        <b>{fleet.verdict[verdict]}</b>
        <span class="quiet">
          {[formatMoment(at, gatewayNow(), zone.value), occurrences > 1 && fleet.times(occurrences)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span>
        {reason ? wordFor(fleet.reasons, reason) : fleet.withNotes}
        {event && ` · ${nameType(event.type)}`}
      </span>
      {said.length > 0 && (
        <details>
          <summary>{fleet.itself}</summary>
          <code lang="en">{said.join(' ')}</code>
        </details>
      )}
    </>
  );
}
