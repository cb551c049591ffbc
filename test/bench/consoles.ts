import { existsSync } from 'node:fs';
import argon2 from 'argon2';
import type pg from 'pg';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { OurGateway } from './ours.js';
import { stopAtEnd } from './processes.js';

const PATHS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const PASSWORD = 'bench-password-that-guards-nothing';
const LONGEST_WAIT_MS = 60_000;

/** Null where there is no Chromium on this machine. */
export async function startBrowser(): Promise<Browser | null> {
  const executablePath = PATHS.find((path) => path && existsSync(path));
  if (!executablePath) return null;
  const browser = await chromium.launch({ executablePath, args: QUIET });
  stopAtEnd(() => browser.close());
  return browser;
}

/** A nurse of all teams of the districts. */
export async function hireNurse(database: pg.Client, username: string, districtIds: readonly string[]): Promise<void> {
  await database.query(
    `INSERT INTO staff ("id", "username", "displayName", "passwordHash", "roles", "teamIds", "createdAt")
     SELECT uuidv7(), $1, 'Bench nurse', $2, '{nurse}', array_agg("id"), now() FROM team
     WHERE "districtId" = ANY ($3::uuid[])`,
    [username, await argon2.hash(PASSWORD), districtIds],
  );
}

/** A token for what a colleague does beside the page. */
export async function tokenOf({ httpPort }: OurGateway, username: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${httpPort}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** The console of a nurse, signed in, live, and with nothing of an earlier one in its cache; `onPage` sees the page before it is loaded. */
export async function openConsole(
  browser: Browser,
  { httpPort }: OurGateway,
  username: string,
  height = 900,
  onPage: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Page> {
  const home = `http://127.0.0.1:${httpPort}`;
  const context = await browser.newContext({
    locale: 'en-GB',
    serviceWorkers: 'block',
    viewport: { width: 1_440, height },
  });
  await context.request.post(`${home}/api/v1/session`, { data: { username, password: PASSWORD } });
  const page = await context.newPage();
  page.setDefaultTimeout(LONGEST_WAIT_MS);
  await onPage(page);
  await page.goto(`${home}/queue`);
  await page.locator('.live:not(.off)').waitFor();
  return page;
}

export async function throttle(page: Page, rate: number): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Emulation.setCPUThrottlingRate', { rate });
}
