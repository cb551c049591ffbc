import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { choose, RECIPIENTS, type RoutingInputs, shortlist } from '../../teams/routing.rules.js';
import { type RosteredTeam, TEAM_KINDS } from '../../teams/team.rules.js';
import { CRITICALITIES } from '../../devices/telemetry.rules.js';
import type { Opened } from './course.rules.js';
import {
  claimTimers,
  climbInstead,
  dueRung,
  type Climb,
  fireAgain,
  fired,
  hold,
  isLast,
  jumpTo,
  resume,
  start,
  stop,
  turnsNow,
  visitAfter,
} from './climb.rules.js';
import {
  DEFAULT_LADDERS,
  flawsOf,
  humanAction,
  type LadderPlan,
  LADDER_NAMES,
  type Rung,
} from '../../ladders/ladder.rules.js';
import { ACTIONS } from '../../ladders/rung-action.rules.js';

const BEGIN = new Date('2026-03-10T07:00:00Z');
const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
const DISTRICTS = ['west', 'east', 'abroad'].map((id) => ({
  id,
  name: id,
  parentId: null,
  polygon: null,
  shadow: false,
  createdAt: BEGIN,
  version: 1,
}));

const someShift = fc.record({
  days: fc.subarray([...EVERY_DAY]),
  from: fc.constantFrom(...HOURS),
  to: fc.constantFrom(...HOURS),
  members: fc.constantFrom<string[] | undefined>(undefined, [], ['anna']),
});
const someTeam = fc.record({
  kind: fc.constantFrom(...TEAM_KINDS),
  districtId: fc.constantFrom('west', 'east', 'abroad'),
  lat: fc.integer({ min: 54, max: 57 }),
  shifts: fc.array(someShift, { maxLength: 3 }),
});
const someTeams = fc.array(someTeam, { minLength: 1, maxLength: 6 }).map((teams) =>
  teams.map((team, i): RosteredTeam => ({
    crew: new Set(['anna']),
    ownDays: [],
    ownShifts: [],
    ...team,
    id: `t${i}`,
    name: `Team ${i}`,
    lon: 9,
    zone: 'Europe/Copenhagen',
    overrides: [],
    createdAt: BEGIN,
    version: 1,
  })),
);

const someRung = fc.record({
  afterSeconds: fc.integer({ min: 0, max: 7200 }),
  actions: fc.subarray([...ACTIONS], { minLength: 1 }),
  to: fc.constantFrom(...RECIPIENTS),
});
/** Any that is taken at all, with a last step that may be good enough or not. */
const someLadder = fc
  .tuple(
    fc.constantFrom(...LADDER_NAMES),
    fc.array(someRung, { maxLength: 5 }),
    fc.subarray([...ACTIONS], { minLength: 1 }),
    fc.constantFrom('response-centre' as const, 'manager' as const, 'nearest-team' as const),
  )
  .map(([name, rungs, actions, to]): LadderPlan => {
    const ordered: Rung[] = [...rungs, { afterSeconds: 7200, actions, to }].toSorted(
      (a, b) => a.afterSeconds - b.afterSeconds,
    );
    return { name, rungs: ordered, claimTimeoutSeconds: 1800, claimReminderSeconds: null };
  })
  .filter(({ rungs }) => flawsOf(rungs).length === 0);

const someDose = fc
  .record({ minutes: fc.integer({ min: 1, max: 1200 }), criticality: fc.constantFrom(...CRITICALITIES) })
  .map(({ minutes, criticality }) => ({
    id: 'd',
    dueAt: later(BEGIN, minutes),
    windowClosesAt: later(BEGIN, minutes + 60),
    criticality,
  }));
const someCase = fc.record({
  alertType: fc.constantFrom('dose.missed', 'dose.unconfirmed', 'device.jam', 'supply.low', 'connectivity.offline'),
  priority: fc.constantFrom('P1' as const, 'P2' as const, 'P3' as const),
  dueAt: fc.option(fc.constant(later(BEGIN, -40))),
  holdMinutes: fc.constantFrom(0, 10),
  nextDose: fc.option(someDose),
  depletionAt: fc.option(fc.integer({ min: -60, max: 3000 }).map((minutes) => later(BEGIN, minutes))),
});

/** What happens to whoever was asked, and to the case meanwhile. */
const ANSWERS = ['silence', 'claimed and forgotten', 'calls in vain', 'shelved', 'more urgent', 'resolved'] as const;
const someAnswer = fc.constantFrom(...ANSWERS);

it('for any roster and any ladder, an alert either is resolved or has a next step with a recipient', () => {
  fc.assert(
    fc.property(
      someTeams,
      someLadder,
      someCase,
      fc.array(someAnswer, { maxLength: 12 }),
      (teams, ladder, one, answers) => {
        const opened = { ...one, alertId: 'a', openedAt: BEGIN, batteryUntil: null, zone: 'Europe/Copenhagen' };
        let now = BEGIN;
        let climb = start(ladder, opened);
        // Whatever came before: in the end everybody keeps silent, and somebody is asked all the same.
        const silence = Array.from({ length: 2 * ladder.rungs.length + 12 }, () => 'silence' as const);
        let askedInTheEnd = 0;
        for (const [i, answer] of [...answers, ...silence].entries()) {
          expect(climb.nextRungAt).not.toBeNull();
          expect(climb.nextRungAt!.getTime()).toBeLessThanOrEqual(later(now, LONGEST_WAIT_MINUTES).getTime());
          now = now > climb.nextRungAt! ? now : climb.nextRungAt!;
          const climbed = climbOn(climb, teams, now, opened);
          climb = climbed.climb;
          if (climb.rung !== null && isLast(climb, climb.rung)) expect(climbed.recipient).not.toBeNull();
          if (i >= answers.length && climbed.recipient) askedInTheEnd++;
          if (answer === 'resolved') {
            expect(stop(climb, now)).toMatchObject({ nextRungAt: null, stoppedAt: now });
            return;
          }
          ({ climb, now } = react(climb, answer, now, opened));
        }
        expect(askedInTheEnd).toBeGreaterThan(0);
      },
    ),
  );
});

/** The supply is followed from a day before its end, and what waits for the morning waits at most a night. */
const LONGEST_WAIT_MINUTES = 60 * 24 * 3;

function react(climb: Climb, answer: (typeof ANSWERS)[number], now: Date, opened: Opened) {
  switch (answer) {
    case 'claimed and forgotten': {
      const { claimExpiresAt } = claimTimers(climb, now);
      const held = hold(climb, now);
      expect([held.nextRungAt, claimExpiresAt > now]).toEqual([null, true]);
      return { climb: resume(held, claimExpiresAt), now: claimExpiresAt };
    }
    case 'calls in vain': {
      const visit = visitAfter(climb);
      return { climb: visit === null ? climb : jumpTo(climb, visit, now), now };
    }
    case 'shelved': {
      const until = later(now, 60);
      return { climb: fireAgain(hold(climb, now), until), now: until };
    }
    case 'more urgent': {
      const urgent = start(DEFAULT_LADDERS['time-critical-dose'], { ...opened, openedAt: now });
      return { climb: climbInstead(climb, urgent, now), now };
    }
    default:
      return { climb, now };
  }
}

/** As the service climbs: who cannot be reached is skipped at once, the last rung never is; what was not solved in time becomes more. */
function climbOn(
  climb: Climb,
  teams: RosteredTeam[],
  now: Date,
  opened: Opened,
): { climb: Climb; recipient: string | null } {
  if (turnsNow(climb, now)) {
    const turned = start(DEFAULT_LADDERS[climb.becomes!], { ...opened, openedAt: now, holdMinutes: 0 });
    return dueRung(turned, now) === null ? { climb: turned, recipient: null } : climbOn(turned, teams, now, opened);
  }
  for (let index = dueRung(climb, now)!; ; index++) {
    const rung = climb.rungs[index]!;
    const last = isLast(climb, index);
    const known = inputs(teams, now);
    const routing = humanAction(rung) && choose(shortlist({ to: rung.to, ignoreRosters: last }, known), known, null);
    const reached = routing ? routing.chosenTeamId !== null : rung.actions.includes('repeat-reminder');
    if (reached || last) return { climb: fired(climb, index, now), recipient: routing?.chosenTeamId ?? null };
  }
}

const inputs = (teams: RosteredTeam[], now: Date): RoutingInputs => ({
  home: { lat: 55.5, lon: 9 },
  districtId: 'west',
  eDistrictTeamId: null,
  contactPersonId: 'anna',
  contactPersonTeamIds: ['t0'],
  districts: DISTRICTS,
  teams,
  now,
});
