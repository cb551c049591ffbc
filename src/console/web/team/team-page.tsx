import { useEffect } from 'preact/hooks';
import { gatewayNow } from '../clock.js';
import { nameDistrict } from '../districts.js';
import { formatMoment } from '../labels.js';
import type { Duty } from '../model.js';
import { session, teams } from '../session/session.js';
import { texts, voice } from '../texts.js';
import { duty, showDuty, unread } from './duty.js';
import { OwnShift } from './own-shift.js';

/** Who is on in a team, which hours ahead are bare, and the reader's own shift. */
export function TeamPage({ id }: { id?: string }) {
  useEffect(() => {
    showDuty(id ?? null);
    return () => showDuty(null);
  }, [id]);
  const team = teams.value.find((one) => one.id === id);
  const held = duty.value;
  const district = nameDistrict(team?.districtId);
  return (
    <main class="page">
      <h2>{team?.name ?? texts.rail.team}</h2>
      {district && <p class="quiet">{texts.aDistrict(district)}</p>}
      {unread.value === 'gone' && <p class="empty">{texts.team.gone}</p>}
      {unread.value === 'failed' && <p class="banner warning">{texts.team.unread}</p>}
      {!held && unread.value === null && <p class="quiet">{texts.list.loading}</p>}
      {held && session.value?.scopes.includes('tasks:read') && (
        <p class="actions">
          <a class="button" href={`/team/${id}/handover`}>
            {texts.sheet.label}
          </a>
        </p>
      )}
      {held && <WhoIsOn duty={held} />}
      <OwnShift />
      {held && <BareHours duty={held} />}
      {held && <DaysAhead duty={held} />}
    </main>
  );
}

function WhoIsOn({ duty: { zone, onDuty, until, members, ownShifts, people, why } }: { duty: Duty }) {
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone);
  const unnamed = onDuty && members === null;
  const ids = new Set([...(members ?? []), ...ownShifts.map(({ staffId }) => staffId)]);
  return (
    <section>
      <h3>{texts.team.now}</h3>
      <p class={onDuty ? 'on-duty' : 'error'}>
        {onDuty && until ? texts.team.onDuty(moment(until)) : texts.team.offDuty}
      </p>
      <p class="quiet">{why}</p>
      {unnamed && <p>{texts.team.unnamed}</p>}
      <ul class="lines">
        {[...ids].map((staffId) => {
          const own = ownShifts.find((one) => one.staffId === staffId);
          return (
            <li key={staffId}>
              {nameOf(staffId, people)}
              {own && <small>{texts.team.herself(moment(own.from), moment(own.until))}</small>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function BareHours({ duty: { zone, bare } }: { duty: Duty }) {
  return (
    <section>
      <h3>{texts.team.bare}</h3>
      <p class="quiet">{texts.team.bareHint}</p>
      {bare.length === 0 && <p class="on-duty">{texts.team.noBare}</p>}
      <ul class="lines bare">
        {bare.map((stretch) => (
          <li key={stretch.from}>{stretchOf(stretch, zone)}</li>
        ))}
      </ul>
    </section>
  );
}

function DaysAhead({ duty: { zone, items, people } }: { duty: Duty }) {
  return (
    <section>
      <h3>{texts.team.days}</h3>
      <ul class="lines">
        {items
          .filter(({ onDuty }) => onDuty)
          .map((stretch) => (
            <li key={stretch.from}>
              <span class="stretch">{stretchOf(stretch, zone)}</span>
              <small>
                {stretch.members === null
                  ? texts.team.unnamed
                  : voice().list(stretch.members.map((staffId) => nameOf(staffId, people)))}
              </small>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** `Tue 10 Mar 07:00–15:00`, with the day of its end where that is another. */
function stretchOf({ from, to }: { from: string; to: string }, zone: string): string {
  const { day, time } = voice(zone);
  const end = day(from) === day(to) ? time(to) : `${day(to)} ${time(to)}`;
  return `${day(from)} ${time(from)}–${end}`;
}

const nameOf = (staffId: string, people: Duty['people']): string =>
  people.find((one) => one.staffId === staffId)?.name ?? texts.row.aColleague;
