import { gatewayNow } from '../../clock.js';
import { formatMoment, wordFor } from '../../labels.js';
import { Section } from '../../citizens/section.js';
import { officeTexts } from '../../office-texts.js';
import { zone } from '../../session/session.js';
import type { Command } from './asks.js';

/** What was asked of it, and what came of that. */
export function Commands({ commands }: { commands: readonly Command[] }) {
  const { fleet } = officeTexts;
  return (
    <Section title={fleet.commands} name="commands">
      {commands.length === 0 && <p class="quiet">{fleet.noCommands}</p>}
      <ol class="happenings">
        {commands.map(({ id, type, time, state, askedBy }) => (
          <li key={id} class={state}>
            <span class="entry-head">
              <b>{wordFor(fleet.command, type)}</b>
              <span class="quiet">{formatMoment(time, gatewayNow(), zone.value)}</span>
            </span>
            <span>{[fleet.commandState[state], askedBy?.name ?? fleet.byTheHouse].join(' · ')}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
