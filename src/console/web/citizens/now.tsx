import { gatewayNow } from '../clock.js';
import { formatMoment, wordFor } from '../labels.js';
import { texts } from '../texts.js';
import type { Known } from './citizen.js';
import { sayAddress } from './place.js';
import { Section } from './section.js';
import { nextDose } from './week.js';

/** What holds at this moment, the gravest first. */
export function Now({ about }: { about: Known }) {
  return (
    <Section title={texts.citizen.now} name="now">
      <ul class="plain-list">
        {linesOf(about).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}

function linesOf({ citizen, doses, deviceId, dispenser }: Known): string[] {
  const now = gatewayNow();
  const { zone, deceasedAt, consent, pause, temporaryAddress } = citizen;
  const moment = (at: string) => formatMoment(at, now, zone);
  const lines: (string | false | null)[] = [
    deceasedAt !== null && texts.citizen.died(moment(deceasedAt)),
    !consent.telemetry && texts.citizen.noConsent,
    pause && texts.citizen.paused(moment(pause.until), wordFor(texts.citizen.pauseReasons, pause.reason)),
    temporaryAddress &&
      isNow(temporaryAddress, now) &&
      texts.citizen.stays(moment(temporaryAddress.until), sayAddress(temporaryAddress)),
    doses && deceasedAt === null && sayNextDose(doses, now, moment),
    deviceId === null && texts.citizen.noDispenser,
    dispenser &&
      dispenser.presence === 'connected' &&
      !dispenser.online &&
      texts.citizen.silent(dispenser.lastSeenAt ? moment(dispenser.lastSeenAt) : texts.citizen.neverHeard),
  ];
  return lines.filter((line): line is string => Boolean(line));
}

const isNow = ({ from, until }: { from: string; until: string }, now: number): boolean =>
  Date.parse(from) <= now && now < Date.parse(until);

function sayNextDose(doses: NonNullable<Known['doses']>, now: number, moment: (at: string) => string): string {
  const next = nextDose(doses, now);
  if (!next) return texts.citizen.noDoseAhead;
  const { dueAt, windowClosesAt, criticality } = next;
  return Date.parse(dueAt) > now
    ? texts.citizen.nextDose(moment(dueAt), wordFor(texts.criticality, criticality))
    : texts.citizen.dueNow(moment(dueAt), moment(windowClosesAt));
}
