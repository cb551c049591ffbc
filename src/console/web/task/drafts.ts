import { signal } from '@preact/signals';

/** A form about a task. */
export type FormName = 'resolve' | 'note' | 'take-over' | 'by-hand';

/** What was typed into a form and not sent. */
export interface Draft {
  readonly fields: Readonly<Record<string, string>>;
  readonly at: number;
}

type Drafts = Readonly<Record<string, Draft>>;

const KEY = 'dosevagt.drafts';
const KEPT_MILLIS = 12 * 60 * 60 * 1_000;

const drafts = signal<Drafts>({});
let writer = '';

/** Takes up what the reader wrote in this tab, and forgets what somebody else did. */
export function startDrafts(readerId: string): void {
  writer = readerId;
  drafts.value = readDrafts(sessionStorage.getItem(KEY), readerId, Date.now());
  save();
}

/** Keeps what stands in the form: in this tab alone, for the length of a shift, until it is sent, given up or its writer signs out. */
export function keepDraft(taskId: string, form: FormName, fields: Draft['fields']): void {
  drafts.value = withDraft(drafts.value, keyOf(taskId, form), { fields, at: Date.now() });
  save();
}

export const findDraft = (taskId: string, form: FormName): Draft['fields'] | null =>
  drafts.value[keyOf(taskId, form)]?.fields ?? null;

export const dropDraft = (taskId: string, form: FormName): void => keepDraft(taskId, form, {});

export function wipeDrafts(): void {
  drafts.value = {};
  sessionStorage.removeItem(KEY);
}

/** Of one writer, and not too old; what cannot be read is none. */
export function readDrafts(kept: string | null, readerId: string, now: number): Drafts {
  const found = parse(kept);
  if (found?.writer !== readerId) return {};
  return Object.fromEntries(Object.entries(found.drafts).filter(([, { at }]) => at > now - KEPT_MILLIS));
}

/** A form in which nothing stands has no draft. */
export function withDraft(all: Drafts, key: string, draft: Draft): Drafts {
  const { [key]: _before, ...others } = all;
  return Object.values(draft.fields).some((text) => text.trim() !== '') ? { ...others, [key]: draft } : others;
}

function parse(kept: string | null): { writer: string; drafts: Drafts } | null {
  try {
    return JSON.parse(kept ?? 'null') as { writer: string; drafts: Drafts } | null;
  } catch {
    return null;
  }
}

function save(): void {
  if (Object.keys(drafts.value).length) sessionStorage.setItem(KEY, JSON.stringify({ writer, drafts: drafts.value }));
  else sessionStorage.removeItem(KEY);
}

const keyOf = (taskId: string, form: FormName): string => `${taskId}/${form}`;
