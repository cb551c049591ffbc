import createClient from 'openapi-fetch';
import { isPageLeft } from './addresses/page-left.js';
import type { paths } from './api.types.js';
import type {
  Alert,
  AlertQuery,
  Deed,
  DoseQuery,
  Figures,
  Logged,
  Mode,
  OwnSettings,
  PeriodQuery,
  PlacedRow,
  Problem,
  Queue,
  QueueCounts,
  Resolution,
  Task,
  TaskQuery,
  Wanted,
} from './model.js';
import { language } from './texts.js';
import { askForNews } from './unchanged.js';

const TIMEOUT_MILLIS = 15_000;
const PAGE = 500;
/** No nurse looks through more, and the page says that there is more. */
const QUEUE_PAGES = 6;

/** An answer that is not the wished one; `status` 0 means that there was no answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: Problem = {},
  ) {
    super(body.detail ?? `status ${status}`);
  }
}

const ask = (request: Request) =>
  fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MILLIS), keepalive: isPageLeft });

export const client = createClient<paths>({
  cache: 'no-store',
  credentials: 'same-origin',
  headers: { accept: 'application/json' },
  querySerializer: { array: { style: 'form', explode: false } },
  fetch: (request) => askForNews(request, ask),
});

client.use({
  // Sentences that the gateway itself says are in the language of the page.
  onRequest: ({ request }) => request.headers.set('accept-language', language.peek()),
});

export const api = {
  session: () => got(client.GET('/api/v1/session')),
  signIn: (username: string, password: string) => got(client.POST('/api/v1/session', { body: { username, password } })),
  signOut: () => got(client.DELETE('/api/v1/session')),
  tasks: (query: TaskQuery, pages = 2) =>
    readAll(
      (at) => got(client.GET('/api/v1/tasks', { params: { query: { ...query, ...at } } })) as Promise<Page<Task>>,
      pages,
    ),
  /** The list, as rows, with the counts that come with its last page. */
  queue: async (query: TaskQuery) => {
    let counts: QueueCounts | undefined;
    const rows = await readAll(async (at) => {
      const asked = client.GET('/api/v1/tasks', { params: { query: { ...query, view: 'queue' as const, ...at } } });
      const page = (await got(asked)) as Queue;
      counts = page.counts;
      return page;
    }, QUEUE_PAGES);
    return { ...rows, counts: counts! };
  },
  /** The list with where each is. */
  placed: (query: TaskQuery) =>
    readAll(async (at) => {
      const asked = client.GET('/api/v1/tasks', { params: { query: { ...query, view: 'map' as const, ...at } } });
      return (await got(asked)) as Page<PlacedRow>;
    }, QUEUE_PAGES),
  map: () => got(client.GET('/api/v1/map')),
  task: (id: string) => got(client.GET('/api/v1/tasks/{id}', { params: { path: { id } } })),
  alerts: (query: AlertQuery) =>
    readAll(
      (at) => got(client.GET('/api/v1/alerts', { params: { query: { ...query, ...at } } })) as Promise<Page<Alert>>,
      1,
    ),
  districts: () => readAll((query) => got(client.GET('/api/v1/districts', { params: { query } })), 10),
  told: () => readAll((query) => got(client.GET('/api/v1/notices', { params: { query } })), 1, 50),
  settings: async () => {
    const answer = client.GET('/api/v1/me/settings');
    return { found: await got(answer), etag: (await answer).response.headers.get('etag') };
  },
  setSettings: (body: OwnSettings, etag: string | null) =>
    got(client.PUT('/api/v1/me/settings', { body, params: { header: etag === null ? {} : { 'If-Match': etag } } })),
  push: () => got(client.GET('/api/v1/me/push')),
  addPush: (browser: PushSubscription) =>
    // As the browser writes it, with both of its keys.
    got(client.POST('/api/v1/me/push', { body: browser.toJSON() as SubscribeBody })),
  forgetPush: (id: string) => got(client.DELETE('/api/v1/me/push/{id}', at(id))),
  tryPush: (id: string) => got(client.POST('/api/v1/me/push/{id}/test', at(id))),
  duty: (id: string, from: string, to: string) =>
    got(client.GET('/api/v1/teams/{id}/duty', { params: { path: { id }, query: { from, to } } })),
  shift: (id: string) => got(client.GET('/api/v1/teams/{id}/shift', at(id))),
  startShift: (id: string) => got(client.POST('/api/v1/teams/{id}/shift/start', { ...at(id), body: {} })),
  stopShift: (id: string) => got(client.POST('/api/v1/teams/{id}/shift/stop', { ...at(id), body: {} })),
  ownSessions: () => readAll((query) => got(client.GET('/api/v1/sessions', { params: { query } })), 1, 50),
  endSession: (id: string) => got(client.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })),
  handOver: (id: string) => asJson(got(client.GET('/api/v1/teams/{id}/handover', { params: { path: { id } } }))),
  responseTimes: (query: Figures) => asJson(got(client.GET('/api/v1/reports/response-times', { params: { query } }))),
  responseTimesCsv: (query: Figures) =>
    got(
      client.GET('/api/v1/reports/response-times', {
        params: { query },
        headers: { accept: 'text/csv' },
        parseAs: 'blob',
      }),
    ),
  alarmLoad: (query: PeriodQuery) => asJson(got(client.GET('/api/v1/reports/alarm-load', { params: { query } }))),
  visits: (query: PeriodQuery) => asJson(got(client.GET('/api/v1/reports/visits', { params: { query } }))),
  // The parameters of an entry are those of its kind, which the description of the API does not tell.
  alert: (id: string) => got(client.GET('/api/v1/alerts/{id}', { params: { path: { id } } })) as Promise<Alert>,

  claim: (at: At) => got(client.POST('/api/v1/tasks/{id}/claim', { ...to(at), body: {} })),
  release: (at: At) => got(client.POST('/api/v1/tasks/{id}/release', { ...to(at), body: {} })),
  keep: (at: At) => got(client.POST('/api/v1/tasks/{id}/keep', { ...to(at), body: {} })),
  takeOver: (at: At, reason: string) =>
    got(client.POST('/api/v1/tasks/{id}/take-over', { ...to(at), body: reason ? { reason } : {} })),
  start: (at: At, mode: Mode) => got(client.POST('/api/v1/tasks/{id}/start', { ...to(at), body: { mode } })),
  log: (at: At, body: Logged) => got(client.POST('/api/v1/tasks/{id}/log', { ...to(at), body })),
  resolve: (at: At, body: Resolution) => got(client.POST('/api/v1/tasks/{id}/resolve', { ...to(at), body })),
  changeTasks: (ids: string[], deed: Deed, key: string) =>
    got(client.POST('/api/v1/tasks/bulk', { ...by(key), body: { ids, ...deed } })),

  findCitizens: (name: string) => got(client.POST('/api/v1/citizens/search', { body: { name } })),
  citizen: (id: string) => got(client.GET('/api/v1/citizens/{id}', { params: { path: { id } } })),
  doses: (query: DoseQuery) =>
    readAll((at) => got(client.GET('/api/v1/doses', { params: { query: { ...query, ...at } } })), 1),
  whatIf: (citizenId: string, dueAt: string | null) =>
    got(
      client.POST('/api/v1/citizens/{id}/what-if', {
        params: { path: { id: citizenId } },
        body: dueAt === null ? {} : { dueAt },
      }),
    ),
  colleagues: (citizenId: string) =>
    got(client.GET('/api/v1/citizens/{id}/colleagues', { params: { path: { id: citizenId } } })),
  createTask: (wanted: Wanted, key: string) => got(client.POST('/api/v1/tasks', { ...by(key), body: wanted })),
};

type SubscribeBody = paths['/api/v1/me/push']['post']['requestBody']['content']['application/json'];

/** A command to a task: with the same key it is done once, however often it is sent. */
export interface At {
  readonly id: string;
  readonly key: string;
}

const by = (key: string) => ({ params: { header: { 'Idempotency-Key': key } } });

const to = ({ id, key }: At) => ({ params: { path: { id }, header: { 'Idempotency-Key': key } } });

/** Whether the gateway says that it is ready, no answer being no, and whether it says that nothing can be saved. */
export async function askHealth(): Promise<{ isReady: boolean; isUnwritable: boolean }> {
  const answer = await client.GET('/readyz').catch(() => null);
  const said = answer?.data ?? answer?.error;
  const checks = said && 'checks' in said ? said.checks : [];
  const isUnwritable = checks.some(({ name, ok }) => name === 'writes' && !ok);
  return { isReady: answer?.response.ok ?? false, isUnwritable };
}

const at = (id: string) => ({ params: { path: { id } } });

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export async function readAll<T>(
  read: (at: { limit: number; cursor?: string }) => Promise<Page<T>>,
  pages: number,
  limit = PAGE,
): Promise<{ items: T[]; nextCursor: string | null }> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let n = 0; n < pages; n++) {
    const page: Page<T> = await read({ limit, ...(cursor !== null && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) break;
  }
  return { items, nextCursor: cursor };
}

/** Of what may be answered as text too. */
async function asJson<T extends object>(asked: Promise<T | string>): Promise<T> {
  const answer = await asked;
  if (typeof answer === 'string') throw new ApiError(0);
  return answer;
}

/** @throws ApiError for whatever is not the wished answer */
export async function got<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw new ApiError(0);
  });
  if (!response.ok) throw new ApiError(response.status, typeof error === 'object' && error ? error : {});
  return data as T;
}
