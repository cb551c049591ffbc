import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RECIPIENTS, routeTo, type RoutingInputs } from '../teams/routing.rules.js';
import { TEAM_KINDS, type Team } from '../teams/team.rules.js';
import { dueRung, type Escalation, fired, hold, isLast, resume, start, stop } from './escalation.rules.js';
import { ACTIONS, flawsOf, humanAction, type LadderPlan, LADDER_NAMES, type Rung } from './ladder.rules.js';

const BEGIN = new Date('2026-03-10T07:00:00Z');
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
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
  teams.map((team, i): Team => ({
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
const someLadder = fc
  .tuple(
    fc.constantFrom(...LADDER_NAMES),
    fc.array(someRung, { maxLength: 5 }),
    fc.constantFrom('response-centre' as const, 'manager' as const),
  )
  .map(([name, rungs, to]): LadderPlan => {
    const ordered: Rung[] = [...rungs, { afterSeconds: 7200, actions: ['visit'] as const, to }].toSorted(
      (a, b) => a.afterSeconds - b.afterSeconds,
    );
    return { name, rungs: ordered, claimTimeoutSeconds: 1800, claimReminderSeconds: null };
  })
  .filter(({ rungs }) => flawsOf(rungs).length === 0);

/** What happens to whoever was asked. */
const someAnswer = fc.constantFrom('silence', 'claimed and forgotten', 'resolved');

it('for any roster and any ladder, an alert either is resolved or has a next step with a recipient', () => {
  fc.assert(
    fc.property(someTeams, someLadder, fc.array(someAnswer, { maxLength: 12 }), (teams, ladder, answers) => {
      let now = BEGIN;
      let asked = 0;
      let escalation = start(ladder, {
        alertId: 'a',
        alertType: 'dose.missed',
        priority: 'P2',
        openedAt: now,
        dueAt: null,
        holdMinutes: 0,
        nextDose: null,
        depletionAt: null,
        batteryUntil: null,
        zone: 'Europe/Copenhagen',
      });
      for (const answer of answers) {
        expect(escalation.nextRungAt).not.toBeNull();
        now = escalation.nextRungAt!;
        const climbed = climb(escalation, teams, now);
        escalation = climbed.escalation;
        asked += climbed.recipient ? 1 : 0;
        if (isLast(escalation, escalation.rung!)) expect(climbed.recipient).not.toBeNull();
        if (answer === 'resolved') {
          escalation = stop(escalation, now);
          expect(escalation.nextRungAt).toBeNull();
          return;
        }
        if (answer === 'claimed and forgotten') {
          const held = hold(escalation, now);
          now = new Date(now.getTime() + ladder.claimTimeoutSeconds * 1000);
          escalation = resume(held, now);
        }
      }
      // Every ladder has come to a human long before it has been climbed twice.
      if (answers.length > ladder.rungs.length) expect(asked).toBeGreaterThan(0);
    }),
  );
});

/** As the service climbs: who cannot be reached is skipped at once, the last rung never is. */
function climb(escalation: Escalation, teams: Team[], now: Date): { escalation: Escalation; recipient: string | null } {
  for (let index = dueRung(escalation, now)!; ; index++) {
    const rung = escalation.rungs[index]!;
    const last = isLast(escalation, index);
    const routing = humanAction(rung) && routeTo({ to: rung.to, ignoreRosters: last }, inputs(teams, now));
    const reached = routing ? routing.chosenTeamId !== null : rung.actions.includes('repeat-reminder');
    if (reached || last) return { escalation: fired(escalation, index, now), recipient: routing?.chosenTeamId ?? null };
  }
}

const inputs = (teams: Team[], now: Date): RoutingInputs => ({
  home: { lat: 55.5, lon: 9 },
  districtId: 'west',
  eDistrictTeamId: null,
  contactPersonId: 'anna',
  contactPersonTeamIds: ['t0'],
  districts: DISTRICTS,
  teams,
  workload: {},
  now,
});
