import { describe, expect, it } from '@jest/globals';
import { fateOf, type Fate } from './behaviour.rules.js';
import { lock, look, newDispenser, remind, setSchedule, showMessage, type Dispenser } from './dispenser.rules.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.parse('2026-11-21T05:00:00Z');
const dueAt = Date.parse('2026-11-21T07:00:00Z');
const schedule = (revision = 1, ...times: string[]) => ({
  revision,
  zone: 'Europe/Copenhagen',
  slots: (times.length ? times : ['08:00']).map((time) => ({ time, criticality: 'standard' as const })),
});

/** A dispenser whose 08:00 dose has this fate. */
function dispenserThatIs(kind: Fate['kind'], ...types: string[]): Dispenser {
  for (let i = 0; ; i++) {
    const fate = fateOf(1, `SIM-${i}`, { dueAt, windowMinutes: 60 });
    const said = fate.says.map(({ type }) => type);
    if (fate.kind !== kind || !types.every((type) => said.includes(type as never))) continue;
    const dispenser = newDispenser(1, `SIM-${i}`, start);
    setSchedule(dispenser, schedule(), start);
    return dispenser;
  }
}

/** What it says about its 08:00 dose while somebody looks every so many minutes. */
function watch(dispenser: Dispenser, until: number, everyMinutes: number, from = start) {
  const said = [];
  for (let now = from; now <= until; now += everyMinutes * minute) {
    const { says, online } = look(dispenser, now);
    for (const saying of says) if (saying.dueAt === dueAt) said.push({ ...saying, heardAt: now, online });
  }
  return said;
}
const types = (said: readonly { readonly type: string }[]) => said.map(({ type }) => type);

describe('a dispenser', () => {
  it('only beats while it has no schedule', () => {
    const dispenser = newDispenser(1, 'SIM-1', start);
    const looks = Array.from({ length: 96 }, (_, i) => look(dispenser, start + i * 15 * minute));
    expect(looks.flatMap(({ says }) => says)).toEqual([]);
    expect(looks.filter(({ heartbeat }) => heartbeat !== null).length).toBeGreaterThanOrEqual(95);
    expect(look(dispenser, start + 9 * day).heartbeat).not.toBeNull();
    expect(look(dispenser, start + 9 * day).heartbeat).toBeNull();
  });

  it.each([1, 7, 60, 600])('says the same whether looked at every %d minutes or at once', (everyMinutes) => {
    for (const kind of ['on-time', 'late', 'missed', 'missed-then-late'] as const) {
      const stepped = watch(dispenserThatIs(kind), start + day, everyMinutes);
      const jumped = look(dispenserThatIs(kind), start + day).says.filter((saying) => saying.dueAt === dueAt);
      expect(stepped.map(({ at, type }) => ({ at, type }))).toEqual(jumped.map(({ at, type }) => ({ at, type })));
    }
  });

  it('keeps what it has to say while silent, and says later that it is history', () => {
    const dispenser = dispenserThatIs('silent', 'dose.dispensed');
    const online = [];
    for (let now = start; now < dueAt + 60 * minute; now += minute) online.push(look(dispenser, now).online);
    expect(online[0]).toBe(true);
    expect(online.at(-1)).toBe(false);
    const said = watch(dispenser, dueAt + 180 * minute, 1, dueAt + 60 * minute);
    expect(types(said)).toEqual(['dose.dispensed']);
    expect(said[0]).toMatchObject({ historical: true, online: true });
    expect(said[0]!.heardAt).toBeGreaterThan(dueAt + 90 * minute);
    expect(said[0]!.at).toBeLessThan(dueAt + 30 * minute);
  });

  it('jumped over its silence, still says that it is history', () => {
    const { says } = look(dispenserThatIs('silent', 'dose.dispensed'), start + day);
    expect(says.find((saying) => saying.dueAt === dueAt)).toMatchObject({ type: 'dose.dispensed', historical: true });
  });

  it('dispenses a missed dose when a reminder brings its person, once', () => {
    const dispenser = dispenserThatIs('missed');
    let now = dueAt + 61 * minute;
    expect(types(watch(dispenser, now, 1)).at(-1)).toBe('dose.missed');
    for (let n = 0; n < 20; n++) remind(dispenser, dueAt, now);
    const said = look(dispenser, (now += 10 * minute)).says.filter((saying) => saying.dueAt === dueAt);
    expect(types(said)).toEqual(['dose.dispensed_late']);
    remind(dispenser, null, now);
    expect(look(dispenser, now + 10 * minute).says.filter((saying) => saying.dueAt === dueAt)).toEqual([]);
  });

  it('does not miss what was taken after a reminder inside the window', () => {
    const dispenser = dispenserThatIs('missed');
    watch(dispenser, dueAt + 20 * minute, 1);
    for (let n = 0; n < 20; n++) remind(dispenser, null, dueAt + 20 * minute);
    expect(types(watch(dispenser, dueAt + 120 * minute, 1, dueAt + 20 * minute))).not.toContain('dose.missed');
  });

  it('keeps a locked dose', () => {
    const dispenser = dispenserThatIs('missed-then-late');
    watch(dispenser, dueAt + 61 * minute, 1);
    lock(dispenser, dueAt, dueAt + 61 * minute);
    for (let n = 0; n < 20; n++) remind(dispenser, dueAt, dueAt + 62 * minute);
    expect(types(watch(dispenser, dueAt + 180 * minute, 1, dueAt + 62 * minute))).toEqual([]);
  });

  it('follows a new schedule from its arrival, and no older one', () => {
    const dispenser = dispenserThatIs('on-time');
    look(dispenser, start + 90 * minute);
    setSchedule(dispenser, schedule(2, '12:00'), start + 90 * minute);
    setSchedule(dispenser, schedule(1, '09:00'), start + 90 * minute);
    const said = look(dispenser, start + 12 * 60 * minute).says.filter((saying) => saying.dueAt !== undefined);
    expect([...new Set(said.map((saying) => new Date(saying.dueAt!).toISOString()))]).toEqual([
      '2026-11-21T11:00:00.000Z',
    ]);
  });

  it('makes no dose of a slot that is past when the schedule comes', () => {
    const dispenser = newDispenser(1, 'SIM-1', start);
    setSchedule(dispenser, schedule(), start + 3 * 60 * minute);
    const said = look(dispenser, start + 20 * 60 * minute).says;
    expect(said.filter((saying) => saying.dueAt === dueAt)).toEqual([]);
  });

  it('runs low and is filled again', () => {
    const dispenser = newDispenser(1, 'SIM-1', start);
    setSchedule(dispenser, schedule(1, '08:00', '20:00'), start);
    const said = look(dispenser, start + 60 * day).says;
    expect(types(said)).toContain('supply.low');
    expect(types(said)).toContain('supply.loaded');
    expect(said.map(({ at }) => at)).toEqual(said.map(({ at }) => at).sort((a, b) => a - b));
    expect(dispenser.dosesRemaining).toBeGreaterThan(0);
  });

  it('answers a message one way or the other', () => {
    const dispenser = newDispenser(1, 'SIM-1', start);
    showMessage(dispenser, 'm1', start);
    expect(types(look(dispenser, start + 61 * minute).says)[0]).toMatch(/^user\.message_(acknowledged|unread)$/);
  });
});
