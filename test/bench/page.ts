import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { hireNurse, openConsole, startBrowser, throttle, tokenOf } from './consoles.js';
import { cpuSeconds } from './cpu.js';
import type { Latency } from './latency.js';
import type { DeviceLogin } from './load.js';
import type { OurGateway } from './ours.js';
import { until } from './processes.js';
import { hearTasks, haveAll, latencyOf, missDoses, type PublishToTaskPlan } from './publish-to-task.js';
import { SILENT_DISTRICT, SPEAKING_DISTRICT } from './seed.js';
import { OPEN_A_TEAM, seedTasks } from './seed-tasks.js';
import { trace, worst } from './trace.js';
import { expectSilence } from './watch.js';

export const ROWS = 2_000;
const THROTTLED = 4;
const ROW_PIXELS = 80;
/** Well within a button. */
const EDGE_PIXELS = 9;
const UPDATES = 20;
/** Else several are one to the page. */
const UPDATE_EVERY_MS = 250;
const LONGEST_WAIT_SECONDS = 90;

export const INTERACTIONS = ['j', 'claim', 'open', 'filter'] as const;
export type Interaction = (typeof INTERACTIONS)[number];

export interface PagePlan extends PublishToTaskPlan {
  rounds: number;
  /** Nobody has ever heard from them: as many alarms for one console, and as many for all. */
  silent: DeviceLogin[];
  consoles: number;
}

/** What the console is in a real Chromium; what it is measured beside is a page of as many plain rows in the same browser, in turn. */
export interface PageFigures {
  /** Milliseconds from the cold start of the page to its first row, of so many; and to all of the plain page. */
  firstRow: { ours: number[]; plain: number[] };
  nodes: number;
  /** Interaction to next paint of each visit of the page, milliseconds, by what was pressed: the worst of the visit. */
  interactions: Readonly<Record<Interaction, number[]>>;
  plainInteractions: number[];
  /** The longest task of the main thread while so many rows changed, milliseconds: a colleague's tasks, and words of the plain page. */
  updates: { count: number; longest: number[]; plain: number[] };
  backgroundPerSecond: number;
  /** Milliseconds from the sending of `dose.missed` to its row on the screen, and to its task on the stream. */
  toRow: { screen: Latency | null; stream: Latency | null };
  /** CPU seconds of the gateway over so many alarms at once, with one console open and with many. */
  storm: { alarms: number; consoles: number; alone: number; together: number };
  complaints: string[];
}

/** Null where there is no Chromium. The house is not used for anything afterwards. */
export async function measurePage(ours: OurGateway, plan: PagePlan): Promise<PageFigures | null> {
  const browser = await startBrowser();
  if (!browser) return null;
  const complaints: string[] = [];
  await hireNurse(ours.database, 'page-speaking', [SPEAKING_DISTRICT]);
  // One each: of one person only so many consoles are told anything.
  for (let n = 0; n < plan.consoles; n++) await hireNurse(ours.database, `page-silent-${n}`, [SILENT_DISTRICT]);
  const toRow = await measureToRow(browser, ours, plan, complaints);
  const storm = await measureStorm(browser, ours, plan, complaints);
  await seedTasks(ours.database, ROWS, ROWS / OPEN_A_TEAM);
  const { rows } = await ours.database.query<{ id: string }>(
    `SELECT "districtId" AS "id" FROM team WHERE "name" LIKE 'Queue %'`,
  );
  await hireNurse(
    ours.database,
    'page-all',
    rows.map(({ id }) => id),
  );
  const list = await measureList(browser, ours, plan.rounds);
  await browser.close();
  return { ...list, toRow, storm, backgroundPerSecond: plan.backgroundPerSecond, complaints };
}

type List = Omit<PageFigures, 'toRow' | 'storm' | 'backgroundPerSecond' | 'complaints'>;

/** Ours and the plain page in turn, round after round, so that a neighbour's load weighs on both. */
async function measureList(browser: Browser, ours: OurGateway, rounds: number): Promise<List> {
  const interactions: Record<Interaction, number[]> = { j: [], claim: [], open: [], filter: [] };
  const list: List = {
    firstRow: { ours: [], plain: [] },
    nodes: 0,
    interactions,
    plainInteractions: [],
    updates: { count: UPDATES, longest: [], plain: [] },
  };
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const page = await openConsole(browser, ours, 'page-all', 900, (fresh) => throttle(fresh, THROTTLED));
    await page.locator('.row').first().waitFor();
    list.firstRow.ours.push(performance.now() - began);
    list.nodes = Math.max(list.nodes, await page.evaluate<number>(`document.querySelectorAll('*').length`));
    for (const which of INTERACTIONS) {
      const { interactions: took } = await trace(browser, page, () => PRESSES[which](page));
      interactions[which].push(worst(took));
    }
    await throttle(page, 1);
    const { tasks } = await trace(browser, page, () => changeTasks(ours, `bench-${round + 1}`));
    list.updates.longest.push(worst(tasks));
    await page.context().close();

    const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
    const plain = await context.newPage();
    await throttle(plain, THROTTLED);
    const begun = performance.now();
    await plain.setContent(PLAIN);
    list.firstRow.plain.push(performance.now() - begun);
    const { interactions: took } = await trace(browser, plain, () => PRESSES.j(plain));
    list.plainInteractions.push(worst(took));
    await throttle(plain, 1);
    const { tasks: ofPlain } = await trace(browser, plain, () => changePlain(plain));
    list.updates.plain.push(worst(ofPlain));
    await context.close();
  }
  return list;
}

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(150);
  }
};

const PRESSES: Readonly<Record<Interaction, (page: Page) => Promise<void>>> = {
  j: (page) => press(page, ...Array.from({ length: 8 }, () => 'j')),
  claim: (page) => press(page, 'c', 'j', 'c'),
  open: (page) => press(page, 'Enter', 'Escape', 'j', 'Enter', 'Escape'),
  filter: async (page) => {
    await page.evaluate('scrollTo(0, 0)');
    const places = await Promise.all(
      [/^Mine/, /^All/, /^Unclaimed/].map(async (name) => {
        const { x, y } = (await page.locator('.filters').getByRole('button', { name }).boundingBox())!;
        return { x: x + EDGE_PIXELS, y: y + EDGE_PIXELS };
      }),
    );
    // Only the mouse: a locator's click has work of its own done in the page before it is one.
    for (const at of [0, 1, 2, 1]) {
      await page.mouse.click(places[at]!.x, places[at]!.y);
      await page.waitForTimeout(250);
    }
  },
};

/** A colleague takes tasks of her team, which are in the list, one after the other. */
async function changeTasks(ours: OurGateway, nurse: string): Promise<void> {
  const { httpPort, database } = ours;
  const token = await tokenOf(ours, nurse);
  const { rows } = await database.query<{ id: string }>(
    `SELECT k."id" FROM task k JOIN staff s ON k."teamId" = s."teamIds"[1]
     WHERE s."username" = $2 AND k."state" = 'open' ORDER BY k."id" LIMIT $1`,
    [UPDATES, nurse],
  );
  for (const { id } of rows) {
    await fetch(`http://127.0.0.1:${httpPort}/api/v1/tasks/${id}/claim`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    await pause(UPDATE_EVERY_MS);
  }
}

async function changePlain(plain: Page): Promise<void> {
  for (let n = 0; n < UPDATES; n++) {
    await plain.evaluate(`document.querySelectorAll('li')[${n}].textContent = 'taken ${n}'`);
    await pause(UPDATE_EVERY_MS);
  }
}

/** As many rows, all of them in the document, and a selection that moves. */
const PLAIN = `<!doctype html><title>plain</title><ol>${Array.from({ length: ROWS }, (_, n) => `<li>row ${n}</li>`).join('')}</ol>
<script>
  let at = 0;
  const rows = document.querySelectorAll('li');
  addEventListener('keydown', () => {
    rows[at].removeAttribute('aria-current');
    rows[(at = (at + 1) % rows.length)].setAttribute('aria-current', 'true');
  });
</script>`;

/** Notes when each row was there to be seen first. */
const NOTE_ROWS = `
  globalThis.rowsSeenAt = new Map();
  new MutationObserver(() => {
    const fresh = [...document.querySelectorAll('[id^="row-"]')].map(({ id }) => id.slice(4)).filter((id) => !rowsSeenAt.has(id));
    if (fresh.length > 0)
      requestAnimationFrame(() => setTimeout(() => {
        for (const id of fresh) if (!rowsSeenAt.has(id)) rowsSeenAt.set(id, performance.timeOrigin + performance.now());
      }));
  }).observe(document, { childList: true, subtree: true });`;

/** To the row on a screen, and to the stream, which knows nothing of a page, of the very same doses. */
async function measureToRow(
  browser: Browser,
  ours: OurGateway,
  plan: PagePlan,
  complaints: string[],
): Promise<PageFigures['toRow']> {
  // High enough for every row: a list shows what is to be seen of it.
  const page = await openConsole(browser, ours, 'page-speaking', ROW_PIXELS * plan.missing.length, (fresh) =>
    fresh.addInitScript(NOTE_ROWS),
  );
  const told = await hearTasks(ours);
  const { sentAt, complaints: ofLoad } = await missDoses(ours, plan);
  complaints.push(...ofLoad);
  const rowsSeen = async (): Promise<Map<string, number>> => {
    const at = new Map(await page.evaluate<[string, number][]>('[...rowsSeenAt]'));
    const { rows } = await ours.database.query<{ id: string; citizenId: string }>(
      'SELECT "id", "citizenId" FROM task WHERE "id" = ANY ($1::uuid[])',
      [[...at.keys()]],
    );
    return new Map(rows.map(({ id, citizenId }) => [citizenId, at.get(id)!]));
  };
  await until('every missed dose is a row', LONGEST_WAIT_SECONDS, async () => haveAll(sentAt, await rowsSeen())).catch(
    () => complaints.push('not every missed dose showed a row'),
  );
  const latencies = { screen: latencyOf(sentAt, await rowsSeen()), stream: latencyOf(sentAt, told.at) };
  told.stop();
  await page.context().close();
  return latencies;
}

/** How many tasks it says there are. */
const COUNT_SHOWN = `Number(document.querySelector('.filters .count')?.textContent ?? 0)`;

async function measureStorm(
  browser: Browser,
  ours: OurGateway,
  { silent, consoles }: PagePlan,
  complaints: string[],
): Promise<PageFigures['storm']> {
  const alarms = Math.floor(silent.length / 2);
  const cost: number[] = [];
  for (const [n, count] of [1, consoles].entries()) {
    const pages: Page[] = [];
    for (let i = 0; i < count; i++) pages.push(await openConsole(browser, ours, `page-silent-${i}`));
    const before = cpuSeconds(ours.workers.service);
    const doses = await expectSilence(ours.database, silent.slice(n * alarms, (n + 1) * alarms), Date.now() + 2_000, 0);
    const ids = doses.map(({ citizenId }) => citizenId);
    const isTold = async (): Promise<boolean> => {
      const { rows } = await ours.database.query<{ count: number }>(
        `SELECT count(DISTINCT "citizenId")::int AS "count" FROM task WHERE "citizenId" = ANY ($1::uuid[])`,
        [ids],
      );
      return rows[0]!.count >= alarms;
    };
    await until('every silent dose is a task', LONGEST_WAIT_SECONDS, isTold).catch(() =>
      complaints.push(`not every one of ${alarms} alarms was a task with ${count} consoles open`),
    );
    // Each has the last of them, and is at rest.
    const areThere = async (): Promise<boolean> => {
      const shown = await Promise.all(pages.map((page) => page.evaluate<number>(COUNT_SHOWN)));
      return Math.min(...shown) >= alarms * (n + 1);
    };
    await until('each console shows all alarms', LONGEST_WAIT_SECONDS, areThere).catch(() =>
      complaints.push(`with ${count} consoles open not each of them showed all alarms`),
    );
    cost.push(cpuSeconds(ours.workers.service) - before);
    for (const page of pages) await page.context().close();
  }
  return { alarms, consoles, alone: cost[0]!, together: cost[1]! };
}
