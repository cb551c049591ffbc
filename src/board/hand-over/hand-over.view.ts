import { createHash } from 'node:crypto';
import { GUARDS } from '../../platform/http/guard-headers.js';
import type { Task } from '../../cases/task.rules.js';
import type { Language } from '../../platform/http/language.js';
import { describeAlert, type SaidAlert } from '../../words/alert.js';
import { wordFor } from '../../words/names.js';
import { type Voice, voiceOf } from '../../words/voice.js';

type Item = Pick<Task, 'priority' | 'kind' | 'state' | 'claimedByName' | 'dueAt'> & {
  /** Whom to call about it; null where nobody is. */
  readonly phone?: string | null;
  readonly citizen: {
    readonly displayName: string;
    /** Null where it is not shown here. */
    readonly address: { readonly street: string | null; readonly city: string | null } | null;
  } | null;
  readonly alert: (Omit<SaidAlert, 'openedAt'> & { readonly openedAt: Date; readonly deviceId: string | null }) | null;
  /** What is asked for, in the words of who asked by hand. */
  readonly text?: string | null;
  /** Whom it is about where it is about no citizen and no dispenser. */
  readonly districtName: string | null;
};

const STYLE =
  'body{font:14px sans-serif}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #888;padding:4px 8px;text-align:left}';

/** What a browser lets the page do: look as it does, and nothing else (CSP Level 3, section 8.3). */
export const PAGE_POLICY = `${GUARDS['content-security-policy']}; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** The open work of a team as a page to print: every name is escaped, and nothing is loaded from anywhere. */
export function printHandOver(
  team: { readonly name: string; readonly zone: string },
  now: Date,
  items: readonly Item[],
  language: Language,
): string {
  const voice = voiceOf(language, team.zone);
  const { sheet } = voice.words;
  const { due, what, who, where, since, heldBy } = sheet.heads;
  const heads = ['', due, what, who, where, since, heldBy].map((head) => `<th>${escape(head)}</th>`).join('');
  const rows = items.map((item) => row(cells(item, now, voice))).join('');
  const title = escape(sheet.title(team.name));
  const at = voice.moment(now.toISOString(), LONG_AGO);
  return [
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style>`,
    `<h1>${title}</h1><p>${escape(at)}, ${escape(sheet.open(items.length))}</p>`,
    `<table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></html>`,
  ].join('');
}

/** A paper says its day. */
const LONG_AGO = new Date(0).toISOString();

const row = (texts: readonly string[]): string =>
  `<tr>${texts.map((text) => `<td>${escape(text)}</td>`).join('')}</tr>`;

function cells(item: Item, now: Date, voice: Voice): string[] {
  const { priority, kind, state, claimedByName, dueAt, citizen, alert, text, phone, districtName } = item;
  const { words } = voice;
  const moment = (at: Date) => voice.moment(at.toISOString(), now.toISOString());
  const work = wordFor(words.kind, kind);
  return [
    priority,
    moment(dueAt),
    [work, alert && describeAlert({ ...alert, openedAt: alert.openedAt.toISOString() }, voice), text]
      .filter(Boolean)
      .join(': '),
    [citizen?.displayName ?? alert?.deviceId ?? districtName, phone].filter(Boolean).join(', '),
    [citizen?.address?.street, citizen?.address?.city].filter(Boolean).join(', '),
    alert ? moment(alert.openedAt) : '',
    claimedByName ? `${claimedByName} (${wordFor(words.state, state)})` : '',
  ];
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
