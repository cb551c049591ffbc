import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  alert,
  anna,
  bo,
  dataOf,
  done,
  held,
  known,
  LATER,
  NOW,
  said,
  STATES,
  told,
} from '../../test/support/cases.js';
import { decide } from './case.rules.js';
import type { Case } from './case-state.rules.js';
import { opens, opensAgain } from './case-life.rules.js';
import { fireAgain, hold, hurry, stop } from './climbing/climb.rules.js';
import type { LogEvent } from './log/log.rules.js';

const minutes = (n: number): Date => new Date(NOW.getTime() + n * 60_000);
const written = (kind: string, data: object, about: object = {}) => ({
  alertId: 'a',
  taskId: null,
  said: { kind, data },
  by: null,
  text: null,
  ...about,
});
const late: LogEvent = { kind: 'contact_lost', data: { since: '2026-03-10T07:30:00.000Z' } };

describe('what is told of', () => {
  const one = { ...said, line: 7, times: 3 };

  it.each([
    ['for the first time', null, null],
    ['again after it was over', { ...alert, state: 'resolved' as const }, 'a'],
    ['again after it closed by itself', { ...alert, state: 'auto-resolved' as const }, 'a'],
    ['anew while another of its key is live', alert, null],
  ])('%s opens an alert that follows the last one', (_, last, previousAlertId) => {
    const { case: of, facts, log, climbs } = opens(last, { said: one, notes: [late] }, 'b', NOW);
    expect([of.alert.id, of.alert.state, of.alert.previousAlertId, of.alert.occurrences]).toEqual([
      'b',
      'open',
      previousAlertId,
      3,
    ]);
    expect({ ...of, alert: null, climbs }).toEqual({ alert: null, task: null, climb: null, ended: [], climbs: false });
    expect(log).toEqual([
      written('reported', { type: 'dose.missed', line: 7, occurrences: 3 }, { alertId: 'b' }),
      written('contact_lost', late.data, { alertId: 'b' }),
    ]);
    expect(facts.map(({ type, subject }) => [type, subject])).toEqual([['alert.opened', 'b']]);
    expect(facts[0]?.data).toMatchObject({ occurrences: 3, louder: false });
  });

  it('opens with no notes where there are none', () => {
    expect(opens(null, { said }, 'b', NOW).log.map((entry) => entry.said.kind)).toEqual(['reported']);
  });

  it.each([
    ['as urgent', 'P2', false],
    ['as more urgent', 'P1', true],
  ] as const)('once more %s is added to the one that is live', (_, priority, louder) => {
    const decided = done(STATES.asked, { do: 'report', said: { ...one, priority }, notes: [late] }, minutes(2));
    expect(decided.case.alert).toMatchObject({ id: 'a', priority, occurrences: 4, lastSeenAt: minutes(2) });
    expect(decided.facts[0]?.data).toMatchObject({ occurrences: 4, louder, priority });
    expect(decided.log).toEqual([
      written('reported', { type: 'dose.missed', line: 7, occurrences: 4 }),
      written('contact_lost', late.data),
    ]);
    expect(decided.facts[1]?.data).toEqual(louder ? expect.objectContaining({ from: 'P2', priority }) : undefined);
    expect(decided.case.task?.priority).toBe(priority);
  });

  it('is asked about anew where what it closed over is undone', () => {
    const closed: Case = STATES['auto-resolved'];
    const again = opensAgain(closed, { type: 'absence.undone', districtId: 'east' }, 'b', LATER);
    expect(again.closed.case).toEqual(closed);
    expect(again.closed.log).toEqual([written('asked_about_again', { because: 'absence.undone', alertId: 'b' })]);
    expect(again.closed.facts).toEqual([]);
    const { case: of, facts, log } = again.opened;
    expect(of).toMatchObject({ task: null, climb: null, ended: [] });
    expect(of.alert).toMatchObject({
      id: 'b',
      state: 'open',
      districtId: 'east',
      previousAlertId: 'a',
      openedAt: LATER,
    });
    expect(log).toEqual([written('reopened', { because: 'absence.undone', previousAlertId: 'a' }, { alertId: 'b' })]);
    expect(facts.map(({ type }) => type)).toEqual(['alert.opened']);
    expect(facts[0]?.data).toMatchObject({ occurrences: 1, louder: false, previousAlertId: 'a' });
  });
});

describe('a case that grows', () => {
  const why = { rule: 'not_solved_in_time', ladder: 'standard-dose' } as const;

  it.each([
    ['P1', 'P1'],
    ['P2', 'P2'],
    ['P4', 'P2'],
  ] as const)('to %s is %s: never less urgent than it was', (to, priority) => {
    const decided = done(STATES.asked, { do: 'grow', to: { priority: to, doseId: 'n' }, why });
    expect(decided.case.alert).toMatchObject({ priority, doseId: 'n' });
    expect(decided.case.task?.priority).toBe(priority);
    expect(decided.log).toEqual([written('grew', { priority, ...why })]);
    expect(told(decided)).toEqual(priority === 'P1' ? ['alert.grew', 'task.raised'] : ['alert.grew']);
  });

  it.each([
    ['P1', 'open', 'became_critical'],
    ['P2', 'shelved', null],
  ] as const)('to %s on the shelf is %s', (to, state, rule) => {
    const { case: of, log } = done(STATES.shelved, { do: 'grow', to: { priority: to }, why }, minutes(9));
    expect([of.alert.state, of.alert.shelvedUntil === null]).toEqual([state, rule !== null]);
    expect(of.climb).toEqual(rule ? fireAgain(held, minutes(9)) : held);
    expect(log.slice(1)).toEqual(rule ? [written('unshelved', { rule })] : []);
  });

  it('knows more, and nobody is told', () => {
    const more = { occurrences: 5 };
    const silent = done(STATES.asked, { do: 'add', more });
    expect([silent.case.alert.occurrences, silent.log, silent.facts]).toEqual([5, [], []]);
    expect(done(STATES.asked, { do: 'add', more, said: late }).log).toEqual([written('contact_lost', late.data)]);
  });

  it('need not wait for silence to last where a miss is reported', () => {
    const waiting = aCase('unasked', { climb: { startsAt: LATER, nextRungAt: LATER } });
    const decided = done(waiting, { do: 'hurry' }, minutes(1));
    expect(decided.case.climb).toEqual(hurry(waiting.climb!, minutes(1)));
    expect(decided.case.climb?.startsAt).toEqual(minutes(1));
  });
});

describe('a case that closes by itself', () => {
  const close = (of: Case) =>
    done(
      of,
      { do: 'close', how: { kind: 'absence_began', data: { because: 'leave' } }, more: { occurrences: 8 } },
      LATER,
    );

  it.each([
    ['asked', 'auto-resolved', null, ['alert.auto_resolved', 'task.auto_resolved']],
    ['claimed', 'auto-resolved', 'claimed', ['alert.auto_resolved', 'task.holder_told', 'task.auto_resolved']],
    ['in-progress', 'in-progress', 'in-progress', ['alert.auto_resolved', 'task.holder_told']],
  ] as const)('while %s: its work is %s, and who has it is told', (state, work, holder, facts) => {
    const decided = close(STATES[state]);
    const { case: of, log } = decided;
    expect(of.alert).toMatchObject({ state: 'auto-resolved', resolvedAt: LATER, occurrences: 8 });
    expect((of.task ?? of.ended[0])?.state).toBe(work);
    expect(of.climb).toEqual(stop(STATES[state].climb!, LATER));
    expect(log).toEqual([
      written('absence_began', { because: 'leave' }),
      ...(holder ? [written('holder_told', { state: holder, holder: 'Anna' }, { taskId: 't' })] : []),
    ]);
    expect(told(decided)).toEqual(facts);
    expect(decided.facts.map((fact) => dataOf(fact).reason)).toEqual(facts.map(() => 'leave'));
    const toldHolder = decided.facts.find(({ type }) => type === 'task.holder_told');
    expect(toldHolder && dataOf(toldHolder).claimedBy).toBe(holder ? 'anna' : undefined);
  });

  it('tells whoever has it, though her name is not known', () => {
    const nameless = aCase('claimed', { task: { claimedByName: null } });
    expect(close(nameless).log[1]?.said.data).toEqual({ state: 'claimed', holder: '' });
  });

  it.each([
    ['asked', null, ['alert.resolved', 'task.auto_resolved']],
    ['claimed', 'claimed', ['alert.resolved', 'task.holder_told', 'task.auto_resolved']],
    ['in-progress', 'in-progress', ['alert.resolved', 'task.holder_told']],
  ] as const)('with what it was followed under, while %s: who has it is told', (state, holder, facts) => {
    const decided = done(STATES[state], { do: 'resolve-with', outcome: 'device-fixed', cause: 'power' }, LATER);
    const how = { outcome: 'device-fixed', cause: 'power' };
    expect(decided.case.alert).toMatchObject({ state: 'resolved', resolvedAt: LATER, ...how });
    expect(decided.case.climb?.stoppedAt).toEqual(LATER);
    expect(decided.log).toEqual([
      written('resolved_with_parent', how),
      ...(holder ? [written('holder_told', { state: holder, holder: 'Anna' }, { taskId: 't' })] : []),
    ]);
    expect(told(decided)).toEqual(facts);
    expect(decided.facts[0]?.data).toMatchObject(how);
    expect(decided.facts.slice(1).map((fact) => dataOf(fact).reason)).toEqual(facts.slice(1).map(() => 'resolved'));
  });
});

describe('a case on the shelf', () => {
  const shelve = { do: 'shelve', by: anna, until: LATER, reason: 'away' } as const;

  it.each(['asked', 'claimed'] as const)('is nobody else’s work, and nobody is asked meanwhile: it was %s', (state) => {
    const decided = done(STATES[state], shelve, minutes(3));
    const { alert: shelved, task, climb, ended } = decided.case;
    expect(shelved).toMatchObject({ state: 'shelved', shelvedUntil: LATER, shelvedReason: 'away' });
    expect([task, ended.map((one) => one.state)]).toEqual([null, ['superseded']]);
    expect(climb).toEqual(hold(STATES[state].climb!, minutes(3)));
    const data = { shelvedUntil: LATER.toISOString() };
    expect(decided.log).toEqual([written('shelved', data, { by: anna, text: 'away' })]);
    expect(decided.facts.map((fact) => [fact.type, dataOf(fact).until, dataOf(fact).reason])).toEqual([
      ['alert.shelved', LATER.toISOString(), undefined],
      ['task.superseded', undefined, 'shelved'],
    ]);
  });

  it.each([
    [
      'of whoever else has it',
      STATES.claimed,
      { ...shelve, by: bo },
      { refused: 'held', holder: { name: 'Anna', since: NOW } },
    ],
    ['that is there already', STATES.shelved, shelve, { refused: 'state', state: 'shelved' }],
    [
      'until now',
      STATES.asked,
      { ...shelve, until: NOW },
      { refused: 'wrong', path: 'until', message: 'must lie ahead' },
    ],
  ] as const)('is refused what is %s', (_, of, action, refusal) => {
    expect(decide(of, action, NOW, known)).toEqual(refusal);
  });

  it('comes back when its time is over: the rung it stood on asks again', () => {
    const decided = done(STATES.shelved, { do: 'unshelve' }, LATER);
    expect(decided.case.alert).toMatchObject({ state: 'open', shelvedUntil: null });
    expect([decided.case.climb, decided.climbs]).toEqual([fireAgain(held, LATER), true]);
    expect(decided.log).toEqual([written('unshelved', { rule: 'time_over' })]);
  });

  const both = aCase('attached', { alert: { state: 'shelved', shelvedUntil: NOW } });

  it.each(['unshelve', 'detach'] as const)(
    'that is under a parent too is asked about after both: first %s',
    (first) => {
      const once = done(both, { do: first }, LATER);
      expect([once.case.climb, once.climbs]).toEqual([held, false]);
      const twice = done(once.case, { do: first === 'detach' ? 'unshelve' : 'detach' }, LATER);
      expect([twice.case.climb, twice.climbs]).toEqual([fireAgain(held, LATER), true]);
    },
  );
});

describe('a case under another', () => {
  const outage = { ...alert, id: 'p', type: 'gateway.fleet_outage', citizenId: null };

  it.each([
    ['of the citizen', { ...outage, type: 'dose.missed', citizenId: 'c' }, 'citizen', 'under_dose'],
    ['of the district', outage, 'district', 'under_incident'],
    ['of a district above', { ...outage, districtId: 'region' }, 'district_above', 'under_incident'],
  ] as const)('%s: the parent stands for it', (_, parent, whose, reason) => {
    const decided = done(STATES.asked, { do: 'attach', parent, until: LATER }, minutes(4));
    const { alert: attached, task, climb } = decided.case;
    expect(attached).toMatchObject({ state: 'open', parentId: 'p', attached: true, attachedUntil: LATER });
    expect([task, climb]).toEqual([null, hold(STATES.asked.climb!, minutes(4))]);
    expect(decided.log).toEqual([written('attached', { parentId: 'p', type: parent.type, whose })]);
    expect(decided.facts.map((fact) => [fact.type, dataOf(fact).parentId, dataOf(fact).reason])).toEqual([
      ['alert.attached', 'p', undefined],
      ['task.superseded', undefined, reason],
    ]);
  });

  it.each(['detach', 'hurry'] as const)('stands for itself again: %s', (action) => {
    const decided = done(aCase('attached', { alert: { attachedUntil: NOW } }), { do: action }, minutes(5));
    expect(decided.case.alert).toMatchObject({ attached: false, attachedUntil: null });
    expect([decided.case.climb, decided.climbs]).toEqual([fireAgain(held, minutes(5)), true]);
    expect(decided.log).toEqual([written('detached', {})]);
  });
});
