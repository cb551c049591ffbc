import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const PATHS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser of one person: her own profile, and what her page complained of. */
export interface Browser {
  page: Page;
  /** Errors of the page, and requests to anywhere but the house. */
  complaints: string[];
  close(): Promise<void>;
}

/** Where Chromium is on this machine; without one the stories are skipped, but in CI they fail. */
export function findChromium(): string | undefined {
  const path = PATHS.find((each) => each && existsSync(each));
  if (path) return path;
  if (process.env.CI) throw new Error('No Chromium on this machine; CI needs one (CHROMIUM names it).');
  process.stdout.write('Skipped: the console in a browser; no Chromium on this machine (CHROMIUM names one).\n');
  return undefined;
}

/** A profile of its own, and what is known to Playwright of a phone, where it has to be another than the desk's. */
export interface Device {
  profile?: string;
  serviceWorkers?: 'allow' | 'block';
  viewport?: { width: number; height: number };
  hasTouch?: boolean;
}

export async function openBrowser(
  executablePath: string,
  home: string,
  locale = 'en-GB',
  { profile: own, ...device }: Device = {},
): Promise<Browser> {
  const profile = own ?? (await mkdtemp(join(tmpdir(), 'dosevagt-chromium-')));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath,
    locale,
    args: QUIET,
    // A story that stands between page and house does so where the page asks.
    serviceWorkers: 'block',
    ...device,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(home)) complaints.push(`asked ${request.url()}`);
  });
  page.on('console', (message) => {
    // The page learns from a 401 that nobody is signed in, from a 404 that somebody is out of reach, from a 409 that somebody was quicker,
    // and from a 503 that nothing can be saved.
    if (message.type() === 'error' && !/\b(401|404|409|503)\b/.test(message.text())) complaints.push(message.text());
  });
  const close = async () => {
    await context.close();
    if (own === undefined) await rm(profile, { recursive: true, force: true });
  };
  return { page, complaints, close };
}
