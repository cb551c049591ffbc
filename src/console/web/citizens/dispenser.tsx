import { gatewayNow } from '../clock.js';
import { formatMoment } from '../labels.js';
import type { Dispenser } from '../model.js';
import { texts } from '../texts.js';
import { sayDay } from './calendar.js';
import type { Known } from './citizen.js';
import { Section, Term } from './section.js';
import { emptyAt, weekOf } from './week.js';

export function DispenserSection({ about }: { about: Known }) {
  const { deviceId, dispenser } = about;
  return (
    <Section title={texts.citizen.dispenser} name="dispenser">
      {deviceId === null ? <p class="quiet">{texts.citizen.noDispenser}</p> : <p>{deviceId}</p>}
      {dispenser && <State about={about} dispenser={dispenser} />}
    </Section>
  );
}

function State({ about: { citizen, doses }, dispenser }: { about: Known; dispenser: Dispenser }) {
  const { model, online, lastSeenAt, batteryPct, mains, dosesRemaining } = dispenser;
  const now = gatewayNow();
  const heard = lastSeenAt ? formatMoment(lastSeenAt, now, citizen.zone) : texts.citizen.neverHeard;
  const empty = emptyAt(dosesRemaining, weekOf(doses ?? [], now, citizen.zone), now);
  return (
    <dl>
      <Term term={texts.citizen.model}>{model}</Term>
      <Term term={texts.citizen.contact}>{online ? texts.citizen.online(heard) : texts.citizen.lastHeard(heard)}</Term>
      <Term term={texts.citizen.battery}>
        {[
          batteryPct !== null && `${batteryPct} %`,
          mains !== null && (mains ? texts.citizen.mains : texts.citizen.noMains),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Term>
      <Term term={texts.citizen.supply}>
        {dosesRemaining !== null &&
          [
            texts.citizen.dosesLeft(dosesRemaining),
            empty !== null &&
              dosesRemaining > 0 &&
              texts.citizen.lastsUntil(sayDay(new Date(empty).toISOString(), citizen.zone)),
          ]
            .filter(Boolean)
            .join(', ')}
      </Term>
    </dl>
  );
}
