import { readCalls } from './calls.mjs';

/** Where the case is one row set with one write, that is where all of its legs end. */
const CASE_WRITTEN = (...before) => [
  ...before,
  'CasesStore.save',
  'CaseStore.save',
  'CasesStore.write',
  'CaseStore.write',
];

/**
 * A missed dose to the screen and back, in legs. Within a leg the way is followed by calls, the shortest there is; a hop is a step into
 * another file. Between legs nobody calls anybody: a row waits, a fact is told, a packet goes over the wire; that is one hop too.
 * A leg goes `from` one name `to` another (`Class.method`, `function`, or the fact of a row of line.ts); of several names, what a version
 * of the house does not have is passed over, and of what it has the nearest counts.
 */
const LEGS = [
  { leg: 'the packet is taken in', from: ['Broker.authorizePublish', 'Broker.take'], to: ['IngestService.take'] },
  { leg: 'it is written into the journal', from: ['IngestService.write'], to: ['JournalStore.append'] },
  {
    leg: 'the row is worked on, and the dose is missed',
    from: ['CareWorker', 'JournalProcessor'],
    to: ['DosesStore.save'],
  },
  { leg: 'the fact becomes an alert', from: ['dose.missed'], to: [...CASE_WRITTEN('AlertsStore.insert')] },
  {
    leg: 'the alert becomes a task',
    from: ['alert.opened', 'dose.missed'],
    to: [...CASE_WRITTEN('TasksStore.insertOrLockOpen', 'TasksStore.insert')],
  },
  { leg: 'the commit reaches the open streams', from: ['FeedStreams.open'], to: ['FeedFacts.after'] },
  { leg: 'the page hears of it and asks for the list', from: ['startAnew'], to: ['api.tasks'] },
  {
    leg: 'the list is read',
    from: ['TasksController.list'],
    to: ['TasksStore.list', 'CaseStore.list', 'CasesStore.list', 'BoardStore.tasks'],
  },
  { leg: 'it is drawn for its reader', from: ['TasksController.list'], to: ['CaseView.ofTasks'] },
  { leg: 'the task stands on the screen', from: ['App'], to: ['TaskRow'] },
  { leg: 'the nurse presses claim', from: ['TaskActions'], to: ['api.act'] },
  { leg: 'the task is hers', from: ['TasksController.claim'], to: [...CASE_WRITTEN('TasksStore.save')] },
  { leg: 'the alert is claimed', from: ['TasksController.claim'], to: [...CASE_WRITTEN('AlertsStore.save')] },
  {
    leg: 'the ladder is held',
    from: ['task.claimed', 'TasksController.claim'],
    to: [...CASE_WRITTEN('EscalationStore.save', 'EscalationsStore.save')],
  },
];

/**
 * The legs with the way each goes, and how many hops it is altogether: steps between files that no leg before has taken, and one for each
 * leg that begins where nobody had come by calls.
 */
export function countHops(program) {
  const calls = readCalls(program);
  const legs = LEGS.map(({ leg, from, to }) => ({ leg, way: nearest(calls, from, to) }));
  const steps = new Set();
  const seen = new Set();
  for (const { way } of legs) {
    if (!way) continue;
    if (!seen.has(way[0])) steps.add(`to ${way[0]}`);
    way.forEach((key, i) => {
      seen.add(key);
      if (i > 0 && fileOf(key) !== fileOf(way[i - 1])) steps.add(`${fileOf(way[i - 1])} ${fileOf(key)}`);
    });
  }
  return { legs, hops: steps.size, lost: legs.filter(({ way }) => !way).map(({ leg }) => leg) };
}

const nameOf = (key) => key.slice(key.indexOf('#') + 1);

/** The way with the fewest steps between files; null where there is none. */
function nearest(calls, from, to) {
  for (const name of from) {
    const starts = [...calls.keys()].filter((key) => nameOf(key) === name);
    const way = starts.length > 0 ? shortest(calls, starts, new Set(to)) : null;
    if (way) return way;
  }
  return null;
}

function shortest(calls, starts, goals) {
  const cameFrom = new Map(starts.map((key) => [key, null]));
  let here = starts;
  while (here.length > 0) {
    const further = [];
    // What is in the same file costs nothing, and is looked at first.
    for (let i = 0; i < here.length; i++) {
      const key = here[i];
      if (goals.has(nameOf(key))) return wayTo(cameFrom, key);
      for (const next of calls.get(key) ?? []) {
        if (cameFrom.has(next)) continue;
        const isHere = fileOf(next) === fileOf(key);
        if (isHere) cameFrom.set(next, key);
        (isHere ? here : further).push(isHere ? next : [next, key]);
      }
    }
    here = [];
    for (const [next, key] of further) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, key);
      here.push(next);
    }
  }
  return null;
}

const fileOf = (key) => key.slice(0, key.indexOf('#'));

function wayTo(cameFrom, goal) {
  const way = [];
  for (let key = goal; key !== null; key = cameFrom.get(key)) way.unshift(key);
  return way;
}
