import { signal } from '@preact/signals';
import { forget, keep, readKept } from '../offline/device.js';
import { isTooOld } from '../offline/pressed.js';

/** A form about a task; `asked` is the one by hand as it was sent, until its end is known. */
export type FormName = 'resolve' | 'note' | 'take-over' | 'by-hand' | 'asked';

/** What was typed into a form and not sent. */
export interface Draft {
  readonly fields: Readonly<Record<string, string>>;
  readonly at: number;
}

type Drafts = Readonly<Record<string, Draft>>;

const PLACE = 'draft/';

const drafts = signal<Drafts>({});
let writer = '';

/** Takes up what the reader wrote on this device, and forgets what somebody else did. */
export async function startDrafts(readerId: string): Promise<void> {
  if (readerId !== writer) drafts.value = {};
  writer = readerId;
  // After a sign-out that she did not ask for it lies here no more, and is still on the page.
  await Promise.all(Object.entries(drafts.value).map(([key, draft]) => keep(PLACE + key, draft)));
  const kept = await readKept<Draft>(PLACE);
  const found = Object.fromEntries([...kept].map(([name, draft]) => [name.slice(PLACE.length), draft]));
  drafts.value = fresh({ ...found, ...drafts.value }, Date.now());
}

/** Keeps what stands in the form: on this device, sealed, for the length of a shift, until it is sent, given up or its writer signs out. */
export const keepDraft = (...draft: Parameters<typeof layDown>): void => void layDown(...draft);

/** The same, until it lies there. */
export async function layDown(taskId: string, form: FormName, fields: Draft['fields']): Promise<void> {
  const key = keyOf(taskId, form);
  drafts.value = withDraft(drafts.value, key, { fields, at: Date.now() });
  const draft = drafts.value[key];
  await (draft ? keep(PLACE + key, draft) : forget(PLACE + key));
}

export const findDraft = (taskId: string, form: FormName): Draft['fields'] | null =>
  drafts.value[keyOf(taskId, form)]?.fields ?? null;

export const dropDraft = (taskId: string, form: FormName): void => keepDraft(taskId, form, {});

/** With all that lies on the device. */
export function wipeDrafts(): void {
  drafts.value = {};
}

/** Those that are not too old. */
export const fresh = (all: Drafts, now: number): Drafts =>
  Object.fromEntries(Object.entries(all).filter(([, { at }]) => !isTooOld(at, now)));

/** A form in which nothing stands has no draft. */
export function withDraft(all: Drafts, key: string, draft: Draft): Drafts {
  const { [key]: _before, ...others } = all;
  return Object.values(draft.fields).some((text) => text.trim() !== '') ? { ...others, [key]: draft } : others;
}

const keyOf = (taskId: string, form: FormName): string => `${taskId}/${form}`;
