import { gatewayNow } from '../clock.js';
import { formatTime, wordFor } from '../labels.js';
import type { ExpectedDose } from '../model.js';
import { texts } from '../texts.js';
import { sayDate } from './calendar.js';
import type { Known } from './citizen.js';
import { Section } from './section.js';
import { type Mark, markOf, weekOf } from './week.js';

/** A shape as well as a colour, and a word for who sees neither. */
const SIGNS: Readonly<Record<Mark, string>> = {
  dispensed: '✓',
  late: '✓',
  'in-advance': '↷',
  missed: '✕',
  unconfirmed: '?',
  waiting: '○',
  cancelled: '–',
};

/** Seven days of doses: what the dispenser could tell of each. */
export function WeekStrip({ about: { doses, citizen } }: { about: Known }) {
  if (!doses) return null;
  const week = weekOf(doses, gatewayNow(), citizen.zone);
  const marks = new Set(week.flatMap((day) => day.doses.map(markOf)));
  return (
    <Section title={texts.citizen.week} name="week">
      <ol>
        {week.map((day) => (
          <li key={day.date}>
            <h4>{sayDate(day.date)}</h4>
            {day.doses.length === 0 && <p class="quiet">{texts.citizen.noDoses}</p>}
            <ul>
              {day.doses.map((dose) => (
                <DoseMark key={dose.id} dose={dose} zone={citizen.zone} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p class="legend" aria-hidden="true">
        {[...marks].map((mark) => (
          <span key={mark} class={`dose-mark is-${mark}`}>
            <b>{SIGNS[mark]}</b> {wordFor(texts.citizen.marks, mark)}
          </span>
        ))}
      </p>
      <p class="quiet">{texts.detail.notProof}</p>
    </Section>
  );
}

function DoseMark({ dose, zone }: { dose: ExpectedDose; zone: string }) {
  const mark = markOf(dose);
  return (
    <li class={`dose-mark is-${mark}`}>
      <b aria-hidden="true">{SIGNS[mark]}</b> {formatTime(dose.dueAt, zone)}
      <span class="unseen"> {wordFor(texts.citizen.marks, mark)}</span>
    </li>
  );
}
