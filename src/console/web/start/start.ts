import { signal } from '@preact/signals';
import { api, ApiError, client, got } from '../api.js';
import type { components } from '../api.types.js';
import { asks as citizenAsks } from '../citizens/asks.js';
import type { Citizen, Colleague, Schedule } from '../model.js';
import { notify } from '../notices/notices.js';
import { texts } from '../texts.js';

type Shapes = components['schemas'];

/** How far the service of one citizen has come, and what it is made of. */
export interface Begun {
  readonly citizen: Citizen;
  readonly start: Shapes['Start'];
  readonly plan: Schedule | null;
  readonly colleagues: readonly Colleague[];
}

let shownId: string | null = null;
export const begun = signal<Begun | 'gone' | 'failed' | null>(null);

/** Shows her until it is called. */
export function showStart(id: string): () => void {
  shownId = id;
  begun.value = null;
  void readStart();
  return () => {
    if (shownId === id) shownId = null;
  };
}

/** What cannot be read is as it was. */
export async function readStart(): Promise<void> {
  const id = shownId;
  if (id === null) return;
  try {
    const [citizen, start, plan, colleagues] = await Promise.all([
      api.citizen(id),
      got(client.GET('/api/v1/citizens/{id}/start', one(id))),
      citizenAsks.schedule(id).catch(() => null),
      api.colleagues(id).catch(() => ({ items: [] })),
    ]);
    if (shownId === id) begun.value = { citizen, start, plan, colleagues: colleagues.items };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (shownId === id) begun.value = error.status === 404 ? 'gone' : (begun.peek() ?? 'failed');
  }
}

const one = (id: string) => ({ params: { path: { id } } });

type Change = NonNullable<Parameters<typeof change>[1]>;

function change(
  id: string,
  body: Partial<Pick<Citizen, 'mobile' | 'phone' | 'screenCallAddress' | 'contactPersonId' | 'relatives'>>,
) {
  return got(client.PATCH('/api/v1/citizens/{id}', { ...one(id), body }));
}

/** Each is done at once, and what the house knows then is read. */
const then =
  <Given extends readonly unknown[]>(work: (...given: Given) => Promise<unknown>) =>
  async (...given: Given): Promise<undefined> => {
    await work(...given);
    await readStart();
    return undefined;
  };

export const does = {
  change: then((id: string, body: Change) => change(id, body)),
  setConsent: then((id: string, telemetry: boolean) =>
    got(client.PUT('/api/v1/citizens/{id}/consent', { ...one(id), body: { telemetry } })),
  ),
  setDispenser: then((id: string, deviceId: string | null) =>
    got(client.PUT('/api/v1/citizens/{id}/dispenser', { ...one(id), body: { deviceId } })),
  ),
  /** Her doses are watched from now on; without any nobody is asked about one. */
  setPlan: then((id: string, slots: Schedule['slots']) =>
    got(client.PUT('/api/v1/citizens/{id}/schedule', { ...one(id), body: { slots } })),
  ),
};

/** What a button does may fail like all else, and is said. */
export const press = (work: Promise<unknown>): void => void work.catch(() => notify(texts.notice.failed, 'warning'));
