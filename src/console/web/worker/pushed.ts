import { pushedDa } from '../../../words/pushed/da.js';
import { pushedEn, type PushedWords } from '../../../words/pushed/en.js';
import { pushedNb } from '../../../words/pushed/nb.js';

const WORDS: Readonly<Record<string, PushedWords>> = {
  en: pushedEn,
  da: pushedDa,
  nb: pushedNb,
  nn: pushedNb,
  no: pushedNb,
};

/** As the house pushes it: ids, codes and times. */
interface Pushed {
  readonly id: string;
  readonly news: string;
  readonly taskId: string | null;
  readonly teamId: string | null;
  readonly kind: string | null;
  readonly priority: string | null;
  readonly at: string | null;
  readonly language: string | null;
}

/** What the device shows of it, and where a press leads. */
export interface Shown {
  readonly id: string | null;
  readonly isTest: boolean;
  readonly title: string;
  readonly body: string;
  readonly lang: string;
  /** A newer one about the same takes its place. */
  readonly tag: string;
  readonly at: number | null;
  readonly isPressing: boolean;
  readonly path: string;
}

const ID = /^[0-9a-f-]{36}$/;

/** Whatever came, something is shown: a browser takes away the right to push from who shows nothing. */
export function readPushed(text: string | undefined, asked: readonly string[]): Shown {
  const said = parse(text);
  const lang = [said.language, ...asked]
    .map((tag) => tag?.toLowerCase().split('-')[0] ?? '')
    .find((tag) => tag in WORDS);
  const words = WORDS[lang ?? 'en']!;
  const lookUp = (among: object, code: unknown): string | null =>
    typeof code === 'string' && Object.hasOwn(among, code) ? String(among[code as keyof typeof among]) : null;
  const idOf = (id: unknown): string | null => (typeof id === 'string' ? (ID.exec(id)?.[0] ?? null) : null);
  const [taskId, teamId] = [idOf(said.taskId), idOf(said.teamId)];
  const priority = /^P[1-4]$/.exec(said.priority ?? '')?.[0] ?? null;
  const at = Date.parse(said.at ?? '');
  const isTest = said.news === 'test';
  return {
    id: idOf(said.id),
    isTest,
    title: [priority, lookUp(words.kind, said.kind)].filter(Boolean).join(' · ') || words.product,
    body: lookUp(words.news, said.news) ?? words.news.other,
    lang: lang === 'nn' || lang === 'no' ? 'nb' : (lang ?? 'en'),
    tag: taskId ?? (isTest ? 'test' : (idOf(said.id) ?? 'other')),
    at: Number.isNaN(at) ? null : at,
    isPressing: priority === 'P1',
    path: taskId ? `/tasks/${taskId}` : teamId ? `/team/${teamId}` : isTest ? '/me' : '/',
  };
}

function parse(text: string | undefined): Partial<Pushed> {
  try {
    const said = JSON.parse(text ?? '{}') as unknown;
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    return {};
  }
}
