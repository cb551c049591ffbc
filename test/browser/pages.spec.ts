import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CDPSession, Request } from 'playwright-core';
import { PATHS } from '../../src/console/web/addresses/paths.js';
import type { Words } from '../../src/words/en.js';
import { type Language, voiceOf } from '../../src/words/voice.js';
import { eventually } from '../support/eventually.js';
import { axeFinds, bringAxe, findCutOff, findUnsaid } from './accessible.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';
import { type Morning, openMorning } from './morning.js';
import { marked, speakPseudo, untranslated } from './pseudo.js';
import { comeAs, LANGUAGES, type Look, lookAs, looksOf, speak, standStill } from './looks.js';

const chromium = findChromium();
const WEB = join(import.meta.dirname, '..', '..', 'src', 'console', 'web');
const LONG_MS = 600_000;
/** Its words stand in brackets, so that whatever stands in none is of no catalogue; axe reads past them. */
const PSEUDO: Language = 'nb';
/** What nobody sees but who sets the house up. */
const SETTING_UP = /^\/(setup|operations\/(districts|partners|staff|teams))/;

/** What is said by no catalogue: names, numbers of equipment, times as they are written in Norway, browsers, and languages in their own words. */
const DATA = [
  /Lise|Wilhelmina-Alexandrine Opdigtet-Opfundensen af Ingensteds|Den Gamle Opdigtede Kirkegaardsmesterfamilieejendomsvej 1234(, Fjordby)?|Demo Administrator|Her son rang|Ring her|ring twice|box 4|TEST-\d+|arabisk|Invented (Citizen \d+|\w+)|(West|East)( \w+)*|Response Centre|Rikke|Anna|Screen Team|Opdigtet Gade \d+(, Fjordby)?/g,
  /\bP[1-4]\b|\bkm\b|\d+\. \w+\.?/g,
  // The gateway says why a team is on duty, in the language it is asked in.
  /på vakten [\d:-]+|teamet har ingen vaktplan|(man|tir|ons|tor|fre|lør|søn)\.|Mozilla\/.*|English|Dansk|Norsk bokmål/g,
  /Kirsten|kirsten|lise|rikke|admin|Demo EHR|Example EHR|found on the floor|Fjordkommune \(demo\)/g,
  // Codes and addresses are the same in every language; lists are joined by the browser.
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|partner-[0-9a-f]+|\w+:(read|write|lead|try)|cloudevents|compact|cbor|pivotell-advance|Europe\/Copenhagen/g,
  /(GET|POST|PUT) \/[\w/:.-]+|mqtts?:\/\/[\d.]+|^deviceId;[^]*|^node$|\bog\b/g,
];

/** Something that can be seen of the console, and how one comes to see it. */
interface Sight {
  readonly name: string;
  /** Where it is; for a page of the router its path with ids. */
  readonly address: string;
  /** What is done there, in the words of the page. */
  readonly open?: (words: Words) => Promise<unknown>;
  /** The file of the dialog that is open then. */
  readonly dialog?: string;
}

const READERS: readonly [who: string, isForHer: (sight: Sight) => boolean][] = [
  ['Lise', ({ address }) => !SETTING_UP.test(address)],
  ['Kirsten', ({ address }) => SETTING_UP.test(address)],
];

/** Every page and dialog, among them all languages, themes and widths; `PAGES=long` for every combination of them. */
(chromium ? describe : describe.skip)('every page of the console', () => {
  let morning: Morning;
  let browser: Browser;
  let protocol: CDPSession;
  const pending = new Set<Request>();
  const page = () => browser.page;
  const press = (name: string) => page().getByRole('button', { name, exact: true }).first().click();
  /** What is wrong there is so in every language. */
  const squeezed = new Set<string>();

  beforeAll(async () => {
    morning = await openMorning();
    browser = await openBrowser(chromium!, morning.house.httpUrl);
    page().on('request', (request) => request.resourceType() !== 'eventsource' && pending.add(request));
    page().on('requestfinished', (request) => pending.delete(request));
    page().on('requestfailed', (request) => pending.delete(request));
    await bringAxe(page());
    protocol = await page().context().newCDPSession(page());
  });

  afterAll(async () => {
    await browser?.close();
    await morning?.end();
  });

  async function signIn(who: string, words: Words): Promise<void> {
    await page().context().clearCookies();
    await page().goto(morning.house.httpUrl);
    await page().getByLabel(words.signIn.username).fill(who.toLowerCase());
    await page().getByLabel(words.signIn.password).fill(`${who} sings at dawn`);
    await press(words.signIn.submit);
    await page().locator('.live:not(.off)').waitFor();
  }

  /** The address of a page: what its `:id` is the id of is named before it. */
  function addressOf(path: string): string {
    const { tasks, residents, town, lise } = morning;
    const ids: Record<string, string> = {
      fleet: residents[0]!.deviceId,
      tasks: tasks.hers,
      citizens: residents[0]!.citizenId,
      team: town.west.teamId,
      teams: town.west.teamId,
      districts: town.municipalityId,
      staff: lise.staffId,
      partners: morning.partnerId,
      ladders: 'standard-dose',
    };
    return path.replace(/\/([\w-]+)\/:id/, (_, thing: string) => {
      if (!ids[thing]) throw new Error(`pages.spec.ts knows no id of ${thing}, which ${path} wants`);
      return `/${thing}/${ids[thing]}`;
    });
  }

  function sights(): Sight[] {
    const { tasks, residents, town, far, lise } = morning;
    const hers = `/tasks/${tasks.hers}`;
    return [
      ...PATHS.map((path) => ({ name: path, address: addressOf(path) })),
      {
        name: 'her own tasks at the end of her shift',
        address: '/queue?who=mine',
        open: () => page().locator('.row .answers').first().waitFor(),
      },
      { name: 'what was handled', address: '/queue?who=handled' },
      { name: 'whom the ladder would ask', address: `/what-if?citizen=${residents[3]!.citizenId}` },
      { name: 'what was pointed at on the map', address: `/map?show=${tasks.hers}` },
      { name: 'a citizen out of reach', address: `/citizens/${far.shut}` },
      { name: 'a citizen opened by break-glass', address: `/citizens/${far.opened}` },
      {
        name: 'citizens found',
        address: '/citizens',
        open: async () => {
          await page().locator('main input[type=search]').fill('Invented Citizen');
          await page().keyboard.press('Enter');
          await page().locator('.people li').first().waitFor();
        },
      },
      { name: 'closing a task', address: hers, open: ({ action }) => press(action.resolve) },
      { name: 'a note', address: hers, open: ({ action }) => press(action.note) },
      { name: 'taking over', address: `/tasks/${tasks.anothers}`, open: ({ action }) => press(action.takeOver) },
      { name: 'an outage', address: '/queue', open: () => page().locator('.banner.incident button').click() },
      { name: 'what is tried out', address: '/queue', open: () => page().locator('.shadow summary').click() },
      {
        name: 'what she is asked by name',
        address: '/queue',
        open: async () => {
          const wanted = { citizenId: residents[4]!.citizenId, kind: 'call', priority: 'P3', text: 'Ring her' };
          await town.api.post('/tasks', { ...wanted, assigneeId: lise.staffId });
          await page().locator('.notice.personal').first().waitFor();
        },
      },
      { name: 'many marked', address: '/queue', open: () => page().keyboard.press('Shift+X') },
      { name: 'marking one by one', address: '/queue', open: ({ many }) => press(many.begin) },
      { name: 'what the list is narrowed to', address: '/queue', open: ({ narrow }) => press(narrow.button) },
      { name: 'a list that is narrowed', address: '/queue?kind=call&prio=P2,P3' },
      {
        name: 'many closed',
        address: '/queue',
        dialog: 'task/many/close-many-dialog.tsx',
        open: async () => {
          await page().keyboard.press('Shift+X');
          await page().keyboard.press('r');
        },
      },
      {
        name: 'work by hand',
        address: '/queue',
        dialog: 'by-hand/by-hand-dialog.tsx',
        open: ({ byHand }) => press(byHand.button),
      },
      {
        name: 'hours that would be bare',
        address: addressOf('/operations/teams/:id'),
        open: async () => {
          await page().locator('.shift > button').last().click();
          await page().locator('.lines.bare li').first().waitFor();
        },
      },
      {
        name: 'borders that lie on each other',
        address: '/operations/districts/import',
        open: async () => {
          const { polygon } = await town.api.get(`/districts/${town.east.districtId}`);
          const features = [{ type: 'Feature', properties: { name: 'West' }, geometry: polygon }];
          await page()
            .locator('main textarea')
            .fill(JSON.stringify({ type: 'FeatureCollection', features }));
          await page().locator('small.error').first().waitFor();
        },
      },
      {
        name: 'asking first',
        address: addressOf('/operations/partners/:id'),
        dialog: 'operations/edit/ask-first.tsx',
        open: () => page().locator('section.access .actions button').first().click(),
      },
      {
        name: 'a secret shown once',
        address: addressOf('/operations/partners/:id'),
        open: async () => {
          await page().locator('section.access .actions button').first().click();
          await page().locator('dialog[open] button.primary').click();
          await page().locator('.shown-once input').waitFor();
        },
      },
      { name: 'keys', address: '/queue', dialog: 'keys/keys-help.tsx', open: () => page().keyboard.press('?') },
      {
        name: 'what others were asked',
        address: '/queue',
        dialog: 'notices/told-list.tsx',
        open: () => page().locator('.told-button').click(),
      },
      {
        name: 'what was not sent',
        address: '/queue',
        dialog: 'offline/unsent-dialog.tsx',
        open: async ({ unsent }) => {
          await page().evaluate(
            `Object.defineProperty(navigator, 'onLine', { value: false }); dispatchEvent(new Event('offline'))`,
          );
          await page().locator('.row button.primary').first().click();
          await press(unsent.show);
          // It is never sent: the page after this one finds nothing of it.
          await page().evaluate(`void indexedDB.deleteDatabase('dosevagt')`);
        },
      },
    ];
  }

  /** Everything was read, and nothing is asked for any more. */
  async function settle(loading: string): Promise<void> {
    await page().locator('main').waitFor();
    await eventually(async () => {
      if (pending.size > 0) return false;
      await standStill(page());
      return pending.size === 0 && !(await page().locator('main').innerText()).includes(loading);
    }, 60_000);
  }

  async function see({ address, open, dialog }: Sight, words: Words, [first]: readonly Look[]): Promise<void> {
    // What has to be pressed wants a page wide enough for all of it.
    await comeAs(page(), open || !first ? { theme: 'light', width: 1440 } : first);
    pending.clear();
    await page().goto(morning.house.httpUrl + address);
    await page().locator('.live:not(.off)').waitFor();
    await settle(words.list.loading);
    await open?.(words);
    if (dialog) await page().locator('dialog[open]').waitFor();
    await settle(words.list.loading);
  }

  /** All that this run looks at in that language, each by whom it is for. */
  async function seeAll(
    language: Language,
    words: Words,
    look: (name: string, looks: readonly Look[]) => Promise<void>,
  ) {
    const all = sights().map((sight, at) => ({ sight, looks: looksOf(at + 1, at < PATHS.length, language, PSEUDO) }));
    for (const [who, isForHer] of READERS) {
      await signIn(who, words);
      for (const { sight, looks } of all.filter((one) => one.looks.length > 0 && isForHer(one.sight))) {
        await see(sight, words, looks).catch((error: unknown) => {
          throw new Error(`${sight.name} was not seen`, { cause: error });
        });
        await look(sight.name, looks);
      }
    }
  }

  it.each(Object.keys(LANGUAGES) as Language[])(
    'has nothing that axe, or 320 pixels and much space between letters, or text twice as large, or colours of the reader’s own find wrong, nor a word of no catalogue: %s',
    async (language) => {
      await speak(page(), protocol, language);
      const isPseudo = language === PSEUDO;
      const asItIs = isPseudo ? await speakPseudo(protocol) : undefined;
      const found: string[] = [];
      const look = async (name: string, looks: readonly Look[]) => {
        if (isPseudo)
          for (const text of await untranslated(page(), DATA)) found.push(`${name}, of no catalogue: ${text}`);
        for (const each of looks) {
          await lookAs(page(), each);
          found.push(...(await axeFinds(page())).map((what) => `${name}, ${each.theme}, ${each.width}: ${what}`));
        }
        if (squeezed.has(name)) return;
        squeezed.add(name);
        for (const what of [...(await findUnsaid(page())), ...(await findCutOff(page()))])
          found.push(`${name}: ${what}`);
      };
      const { words } = voiceOf(language);
      await page().context().clearCookies();
      await page().goto(morning.house.httpUrl);
      await page().locator('main.sign-in').waitFor();
      expect(await page().locator('html').getAttribute('lang')).toBe(language);
      await look('sign-in', looksOf(0, true, language, PSEUDO));
      await seeAll(language, isPseudo ? marked(words) : words, look);
      await asItIs?.();
      expect([...new Set(found)]).toEqual([]);
    },
    LONG_MS,
  );

  it('is looked at with each of its dialogs', () => {
    const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
    const dialogs = files.filter((name) => readFileSync(join(WEB, name), 'utf8').includes('<dialog'));
    expect(dialogs.toSorted()).toEqual(
      sights()
        .flatMap(({ dialog }) => dialog ?? [])
        .toSorted(),
    );
  });

  it('asked nobody but the house, and complained of nothing', () => expect(browser.complaints).toEqual([]));
});
