import { HOUR_MS } from '../../platform/clock/spans.rules.js';
import type { RosteredTeam } from '../team.rules.js';
import { hasGone, isHere, type OwnShift } from './own-shift.rules.js';
import { type ShiftOnDate, shiftsBetween } from './shift-dates.rules.js';

/** Elapsed hours. A shift of one's own ends by itself: nobody is asked for long who forgot to say that she went home. */
const USUAL_HOURS = 8;
const MOST_HOURS = 12;

/** That somebody is on shift, by her own word or because the roster names her. */
interface OnShift {
  readonly by: 'self' | 'roster';
  readonly from: Date;
  readonly until: Date;
}

/** Null where she is not, and where the roster names nobody, so that it may be her. */
export function onShift(team: RosteredTeam, staffId: string, now: Date): OnShift | null {
  if (!team.crew.has(staffId)) return null;
  const named = namedNow(team, staffId, now);
  const own = team.ownShifts.find((one) => one.staffId === staffId && isHere(one, now));
  if (own) return { by: 'self', from: own.from, until: named ? later(own.until, named.until) : own.until };
  return named && { by: 'roster', ...named };
}

/**
 * What she says by starting: she is there until the time she gives, or else as long as the shift that she may be on. Null where that
 * changes nothing.
 */
export function start(team: RosteredTeam, staffId: string, until: Date | null, now: Date): OwnShift | null {
  const on = onShift(team, staffId, now);
  const isSaid = on !== null && (until === null || until.getTime() === on.until.getTime());
  if (isSaid || (on?.by === 'roster' && until !== null && until < on.until)) return null;
  const from = on?.by === 'self' ? on.from : now;
  return { teamId: team.id, staffId, atWork: true, from, until: until ?? usualEnd(team, staffId, now) };
}

/** What she says by stopping: she is gone until the shift ends that she may have been on. Null where that changes nothing. */
export function stop(team: RosteredTeam, staffId: string, now: Date): OwnShift | null {
  if (hasGone(team, staffId, now)) return null;
  const end = endOf(team, staffId, now);
  if (end === null && onShift(team, staffId, now) === null) return null;
  return { teamId: team.id, staffId, atWork: false, from: now, until: end ?? now };
}

/** Why nobody can be on shift until then; null when she can. */
export function flawOfEnd(until: Date, now: Date): string | null {
  if (until <= now) return 'is not in the future';
  return until.getTime() > now.getTime() + MOST_HOURS * HOUR_MS ? `is more than ${MOST_HOURS} hours ahead` : null;
}

function usualEnd(team: RosteredTeam, staffId: string, now: Date): Date {
  const end = endOf(team, staffId, now);
  return end && flawOfEnd(end, now) === null ? end : new Date(now.getTime() + USUAL_HOURS * HOUR_MS);
}

/** When the last shift ends that is on now and may be hers: it names her, or nobody. */
function endOf(team: RosteredTeam, staffId: string, now: Date): Date | null {
  const may = planned(team, now).filter(({ shift: { members } }) => members === undefined || members.includes(staffId));
  return may.reduce<Date | null>((end, { to }) => (end ? later(end, to) : to), null);
}

/** The stretch for which the roster names her. */
function namedNow(team: RosteredTeam, staffId: string, now: Date): { from: Date; until: Date } | null {
  if (hasGone(team, staffId, now)) return null;
  const [first, ...others] = planned(team, now).filter(({ shift }) => shift.members?.includes(staffId));
  return first
    ? others.reduce(({ from, until }, s) => ({ from: s.from < from ? s.from : from, until: later(until, s.to) }), {
        from: first.from,
        until: first.to,
      })
    : null;
}

/** The shifts that are on, unless something else holds in spite of them. */
const planned = (team: RosteredTeam, now: Date): ShiftOnDate[] =>
  isInSpite(team, now) ? [] : shiftsBetween(team, team.zone, now, now).filter((s) => s.from <= now && now < s.to);

const isInSpite = ({ overrides }: RosteredTeam, now: Date): boolean =>
  overrides.some(({ from, to }) => new Date(from) <= now && now < new Date(to));

const later = (a: Date, b: Date): Date => (a > b ? a : b);
