import { Temporal } from 'temporal-polyfill';
import type { Task } from '../tasks/task.rules.js';

type Item = Pick<Task, 'priority' | 'kind' | 'state' | 'claimedByName' | 'dueAt'> & {
  readonly citizen: {
    readonly displayName: string;
    /** Null where it is not shown here. */
    readonly address: { readonly street: string | null; readonly city: string | null } | null;
  } | null;
  readonly alert: { readonly type: string; readonly openedAt: Date } | null;
};

const STYLE =
  'body{font:14px sans-serif}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #888;padding:4px 8px;text-align:left}';

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
  [kind, alert?.type].filter(Boolean).join(', '),
  citizen?.displayName ?? '',
  [citizen?.address?.street, citizen?.address?.city].filter(Boolean).join(', '),
  alert ? local(alert.openedAt, zone) : '',
  claimedByName ? `${claimedByName} (${state})` : '',
];

function local(at: Date, zone: string): string {
  const shown = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return `${shown.toPlainDate().toString()} ${shown.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
