import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CAUSES, LIVE_STATES, LOG_ENTRIES, OUTCOMES, PRIORITIES } from '../../src/cases/alert.rules.js';
import { INCIDENT } from '../../src/incidents/storm.rules.js';
import { nameType } from '../../src/console/web/labels.js';
import * as page from '../../src/console/web/states.js';
import { texts } from '../../src/console/web/texts.js';
import { commands } from '../../src/devices/device.rules.js';
import { CRITICALITIES, vocabulary } from '../../src/devices/telemetry.rules.js';
import { alertTypeOf } from '../../src/doses/dose-fact.rules.js';
import { DELIVERY_PURPOSES } from '../../src/deliveries/delivery.rules.js';
import { KIND_OF_WORK } from '../../src/cases/climbing/kind-of-work.rules.js';
import { line, type Rooms } from '../../src/line.js';
import { AUDIT_KINDS, conditionOf } from '../../src/reports/audit.rules.js';
import { MODES, OPEN_STATES, TASK_KINDS, TASK_STATES } from '../../src/cases/task.rules.js';
import { RECIPIENTS } from '../../src/teams/routing.rules.js';

const SRC = join(import.meta.dirname, '..', '..', 'src');
/** Rooms in which a type of alert or event may be named. */
const NAMING = ['ingest', 'doses', 'cases', 'incidents', 'deliveries', 'reports'];
const TYPE =
  /'((?:dose|supply|schedule|device|power|battery|connectivity|clock|environment|user|service|gateway|coverage|citizen|consent)\.[a-z_.-]+)'/g;

/** The page knows the product's codes by their words alone, so nothing but this holds both together. */
describe('the console has a word for', () => {
  const heard = whoHears();
  const opens = (door: string) => Object.keys(heard).filter((fact) => heard[fact]!.includes(`alerts.${door}`));
  const isNamed = (type: string): boolean => nameType(alertTypeOf(type)) !== alertTypeOf(type);

  it('everything a dispenser can say', () => {
    expect(Object.keys(vocabulary).filter((type) => !isNamed(type))).toEqual([]);
  });

  it('every alert that the line opens', () => {
    const doses = opens('openForDose').map(alertTypeOf);
    const operations = opens('openForOperations').map((fact) => `gateway.${fact.replace('.', '_')}`);
    expect(Math.min(doses.length, operations.length)).toBeGreaterThan(0);
    const audits = AUDIT_KINDS.map((kind) => `gateway.${conditionOf(kind)}`);
    const types = [...doses, ...operations, ...audits, ...Object.keys(KIND_OF_WORK), INCIDENT];
    expect(types.filter((type) => !isNamed(type))).toEqual([]);
  });

  it('every type that a room names, but commands and facts that are no alerts', () => {
    const alerts = new Set([...opens('openForDose').map(alertTypeOf), ...Object.keys(vocabulary)]);
    const named = NAMING.flatMap(sourcesOf).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(TYPE)].map(([, type]) => type!),
    );
    const shown = named.filter((type) => !(type in heard || type in commands) || alerts.has(type));
    expect(shown).toContain('coverage.unstaffed');
    expect([...new Set(shown)].filter((type) => !isNamed(type))).toEqual([]);
  });

  it.each([
    ['entry of the handling log', LOG_ENTRIES, texts.entry],
    ['outcome', OUTCOMES, texts.outcome],
    ['cause', CAUSES, texts.cause],
    ['priority', PRIORITIES, texts.priority],
    ['kind of task', TASK_KINDS, texts.kind],
    ['state of a task', TASK_STATES, texts.state],
    ['way to start', MODES, texts.action.start],
    ['criticality', CRITICALITIES, texts.criticality],
    ['recipient of a step', RECIPIENTS, texts.recipient],
    ['purpose of a delivery', DELIVERY_PURPOSES, texts.delivery.who],
  ] as [string, readonly string[], Record<string, unknown>][])('every %s', (_, codes, words) =>
    expect(codes.filter((code) => !(code in words))).toEqual([]),
  );
});

it('the page asks for what is open as the house has it', () => {
  expect(page.OPEN_STATES).toEqual(OPEN_STATES);
  expect(page.LIVE_STATES).toEqual(LIVE_STATES);
});

/** By fact, the doors it is told at. */
function whoHears(): Record<string, string[]> {
  let knocked: string[] = [];
  const room = (name: string) =>
    new Proxy({}, { get: (_, door) => () => Promise.resolve(void knocked.push(`${name}.${String(door)}`)) });
  const rooms = new Proxy({}, { get: (_, name) => room(String(name)) }) as Rooms;
  return Object.fromEntries(
    Object.entries(line(rooms)).map(([type, listeners]) => {
      knocked = [];
      for (const listen of listeners) void listen(null as never, { type, subject: '', data: {} } as never);
      return [type, knocked];
    }),
  );
}

const sourcesOf = (room: string): string[] =>
  readdirSync(join(SRC, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => join(SRC, room, file));
