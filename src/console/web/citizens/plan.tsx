import { gatewayNow } from '../clock.js';
import { formatMoment, formatTime, wordFor } from '../labels.js';
import type { Pause, Schedule } from '../model.js';
import { mayTry } from '../session/session.js';
import { texts } from '../texts.js';
import { sayDate, sayDay, sayWeekdays } from './calendar.js';
import type { Known } from './citizen.js';
import { Section } from './section.js';

type Slot = Schedule['slots'][number];

/** When doses are due, what changes ahead, and when the service rests. */
export function Plan({ about: { schedule, pauses, citizen } }: { about: Known }) {
  const now = gatewayNow();
  const ahead = pauses.filter((pause) => counts(pause) && Date.parse(pause.until) > now);
  return (
    <Section title={texts.citizen.plan} name="plan">
      {schedule ? <Slots slots={schedule.slots} /> : <p class="quiet">{texts.citizen.noPlan}</p>}
      {schedule?.planned.map(({ revision, validFrom, slots }) => (
        <div key={revision}>
          <h4>{texts.citizen.planFrom(sayDay(validFrom, citizen.zone))}</h4>
          <Slots slots={slots} />
        </div>
      ))}
      {ahead.length > 0 && (
        <>
          <h4>{texts.citizen.pauses}</h4>
          <ul class="plain-list">
            {ahead.map(({ id, from, until, reason }) => (
              <li key={id}>
                {texts.citizen.pause(
                  formatMoment(from, now, citizen.zone),
                  formatMoment(until, now, citizen.zone),
                  wordFor(texts.citizen.pauseReasons, reason),
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {mayTry.value && <a href={`/what-if?citizen=${citizen.id}`}>{texts.rail.whatIf}</a>}
    </Section>
  );
}

const counts = ({ endedAt, undoneAt }: Pause): boolean => endedAt === null && undoneAt === null;

function Slots({ slots }: { slots: readonly Slot[] }) {
  if (slots.length === 0) return <p class="quiet">{texts.citizen.noPlan}</p>;
  return (
    <ul class="plain-list">
      {slots.toSorted(byTime).map((slot, n) => (
        <li key={n}>
          <b>{formatTime(`2024-01-01T${slot.time}:00Z`, 'UTC')}</b> {describe(slot)}
        </li>
      ))}
    </ul>
  );
}

const byTime = (a: Slot, b: Slot): number => a.time.localeCompare(b.time);

function describe({ days, everyDays, from, until, criticality }: Slot): string {
  const how = everyDays === undefined || everyDays === 1 ? texts.citizen.everyDay : texts.citizen.everyDays(everyDays);
  return [
    days ? sayWeekdays(days) : how,
    wordFor(texts.criticality, criticality),
    from && texts.citizen.from(sayDate(from)),
    until && texts.citizen.until(sayDate(until)),
  ]
    .filter(Boolean)
    .join(' · ');
}
