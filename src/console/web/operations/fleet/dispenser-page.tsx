import { gatewayNow } from '../../clock.js';
import { nameDistrict } from '../../districts.js';
import { formatMoment, nameType } from '../../labels.js';
import type { Dispenser } from '../../model.js';
import { Section, Term } from '../../citizens/section.js';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { may, zone } from '../../session/session.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { useDistricts } from '../edit/use-districts.js';
import { asks } from './asks.js';
import { Commands } from './commands.js';
import { Deeds } from './deeds.js';
import { Events } from './events.js';
import { saySupply } from './say.js';
import { StateMark } from './state-mark.js';
import { Verdicts } from './verdicts.js';
import '../../styles/fleet.css';

const EVERY_MILLIS = 15_000;

/** One dispenser: how it stands, why it is not heard as it should be, and what can be done about it. */
export function DispenserPage({ id = '' }: { id?: string }) {
  return (
    <Frame part="fleet" title={id}>
      <a class="back-to" href="/operations/fleet">
        ← {officeTexts.operations.parts.fleet}
      </a>
      <Known key={id} deviceId={id} />
    </Frame>
  );
}

function Known({ deviceId }: { deviceId: string }) {
  const { fleet } = officeTexts;
  useDistricts();
  const read = useFresh(
    async () => {
      const [known, verdicts, commands, events] = await Promise.all([
        asks.dispenser(deviceId),
        asks.verdicts(deviceId),
        asks.commands(deviceId).catch(() => null),
        may('telemetry:read') ? asks.events(deviceId).catch(() => null) : null,
      ]);
      return { ...known, verdicts: verdicts.items, commands: commands?.items, events: events?.items };
    },
    [deviceId],
    EVERY_MILLIS,
  );
  if (read.trouble?.status === 404) return <p class="empty">{fleet.notThere}</p>;
  const { found } = read;
  return (
    <>
      <Freshness of={read} />
      {found && (
        <div class={read.trouble ? 'dispenser stale' : 'dispenser'}>
          <State dispenser={found.dispenser} />
          <Deeds dispenser={found.dispenser} etag={found.etag} onDone={read.again} />
          <Verdicts verdicts={found.verdicts} />
          {found.commands && <Commands commands={found.commands} />}
          {found.events && <Events events={found.events} />}
        </div>
      )}
    </>
  );
}

function State({ dispenser }: { dispenser: Dispenser }) {
  const { fleet } = officeTexts;
  const { state, stateSince, lastSeenAt, conditions, nextDueAt, model, dialect, presence, isPresenceSeen } = dispenser;
  const { expectEveryMinutes, firmware, rssiDbm, createdAt } = dispenser;
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone.value);
  return (
    <Section title={fleet.stands} name="stands">
      <p>
        <StateMark state={state} since={stateSince && moment(stateSince)} />
      </p>
      {conditions.length > 0 && (
        <ul class="signs" aria-label={fleet.troubled}>
          {conditions.map((condition) => (
            <li key={condition} class="sign">
              {nameType(condition)}
            </li>
          ))}
        </ul>
      )}
      <p class="quiet">{fleet.means[state]}</p>
      <dl class="terms">
        <Term term={fleet.terms.heard}>{lastSeenAt ? moment(lastSeenAt) : fleet.neverHeard}</Term>
        <Term term={fleet.terms.serves}>
          <Serves dispenser={dispenser} />
        </Term>
        <Term term={fleet.terms.runsOn}>{saySupply({ ...dispenser, dosesRemaining: null }).join(' · ')}</Term>
        <Term term={fleet.terms.holds}>
          {dispenser.dosesRemaining === null ? null : fleet.doses(dispenser.dosesRemaining)}
        </Term>
        <Term term={fleet.terms.nextDose}>{nextDueAt && moment(nextDueAt)}</Term>
        <Term term={texts.citizen.model}>{model}</Term>
        <Term term={fleet.terms.dialect}>{dialect}</Term>
        <Term term={fleet.terms.presence}>
          {[fleet.presence[presence ?? 'connected'], isPresenceSeen && fleet.seenSo].filter(Boolean).join(', ')}
        </Term>
        <Term term={fleet.terms.every}>{expectEveryMinutes === null ? null : fleet.minutes(expectEveryMinutes)}</Term>
        <Term term={fleet.terms.signal}>{rssiDbm === null ? null : `${rssiDbm} dBm`}</Term>
        <Term term={fleet.terms.firmware}>{firmware}</Term>
        <Term term={fleet.terms.registered}>{moment(createdAt)}</Term>
      </dl>
    </Section>
  );
}

function Serves({ dispenser: { isAssigned, citizenId, districtId } }: { dispenser: Dispenser }) {
  const { fleet } = officeTexts;
  if (!isAssigned) return <>{fleet.unassigned}</>;
  const where = nameDistrict(districtId);
  if (citizenId === null) return <>{[fleet.servesHidden, where].filter(Boolean).join(' · ')}</>;
  return (
    <>
      <a href={`/citizens/${citizenId}`}>{fleet.theCitizen}</a>
      {where && ` · ${where}`}
    </>
  );
}
