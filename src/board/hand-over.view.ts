import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { GUARDS } from '../platform/http/guard-headers.js';
import type { Task } from '../cases/task.rules.js';

type Item = Pick<Task, 'priority' | 'kind' | 'state' | 'claimedByName' | 'dueAt'> & {
  readonly citizen: {
    readonly displayName: string;
    /** Null where it is not shown here. */
    readonly address: { readonly street: string | null; readonly city: string | null } | null;
  } | null;
  readonly alert: {
    readonly type: string;
    readonly openedAt: Date;
    readonly deviceId: string | null;
    readonly dose: { readonly dueAt: string } | null;
  } | null;
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
): string {
  const heads = ['', 'Due', 'What', 'Who', 'Where', 'Since', 'Held by'].map((head) => `<th>${head}</th>`).join('');
  const rows = items.map((item) => row(cells(item, team.zone))).join('');
  const name = escape(team.name);
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Hand-over: ${name}</title><style>${STYLE}</style>`,
    `<h1>Hand-over: ${name}</h1><p>${local(now, team.zone)}, ${items.length} open</p>`,
    `<table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></html>`,
  ].join('');
}

const row = (texts: readonly string[]): string =>
  `<tr>${texts.map((text) => `<td>${escape(text)}</td>`).join('')}</tr>`;

const cells = ({ priority, kind, state, claimedByName, dueAt, citizen, alert }: Item, zone: string): string[] => [
  priority,
  local(dueAt, zone),
  alert ? `${kind}: ${inWords(alert, zone)}` : kind,
  citizen?.displayName ?? alert?.deviceId ?? '',
  [citizen?.address?.street, citizen?.address?.city].filter(Boolean).join(', '),
  alert ? local(alert.openedAt, zone) : '',
  claimedByName ? `${claimedByName} (${state})` : '',
];

/** `dose missed, 08:00`: a type's own name is plain enough, without its dots. */
const inWords = ({ type, dose }: NonNullable<Item['alert']>, zone: string): string =>
  [type.replaceAll(/[._-]/g, ' '), dose && clockTime(new Date(dose.dueAt), zone)].filter(Boolean).join(', ');

const local = (at: Date, zone: string): string => `${inZone(at, zone).toPlainDate().toString()} ${clockTime(at, zone)}`;

const clockTime = (at: Date, zone: string): string =>
  inZone(at, zone).toPlainTime().toString({ smallestUnit: 'minute' });

const inZone = (at: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
