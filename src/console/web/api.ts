import type { Alert, District, Session, Task, Told } from './model.js';

const TIMEOUT_MILLIS = 15_000;

/** An answer that is not the wished one; `status` 0 means that there was no answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: { detail?: string; reason?: string; state?: string; holder?: { name: string; since: string } } = {},
  ) {
    super(body.detail ?? `status ${status}`);
  }
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export const api = {
  session: () => call<Session>('GET', '/session'),
  signIn: (username: string, password: string) => call<unknown>('POST', '/session', { username, password }),
  signOut: () => call<void>('DELETE', '/session'),
  tasks: (query: Record<string, string>, pages = 2) => readAll<Task>('/tasks', query, pages),
  task: (id: string) => call<Task>('GET', `/tasks/${encodeURIComponent(id)}`),
  alerts: (query: Record<string, string>) => readAll<Alert>('/alerts', query, 1),
  districts: () => readAll<District>('/districts', {}, 10),
  told: () => readAll<Told>('/notices', {}, 1, 50),
  alert: (id: string) => call<Alert>('GET', `/alerts/${encodeURIComponent(id)}`),
  act: (taskId: string, action: string, body: object = {}) =>
    call<unknown>('POST', `/tasks/${encodeURIComponent(taskId)}/${action}`, body),
};

/** Whether the gateway says that it is ready, no answer being no, and whether it says that nothing can be saved. */
export async function askHealth(): Promise<{ isReady: boolean; isUnwritable: boolean }> {
  const answer = await fetch('/readyz', { signal: AbortSignal.timeout(TIMEOUT_MILLIS) }).catch(() => null);
  const text = (await answer?.text().catch(() => '')) ?? '';
  const { checks = [] } = parse(text) as { checks?: { name: string; ok: boolean }[] };
  const isUnwritable = checks.some(({ name, ok }) => name === 'writes' && !ok);
  return { isReady: answer?.ok ?? false, isUnwritable };
}

async function readAll<T>(path: string, query: Record<string, string>, pages: number, limit = 500): Promise<Page<T>> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let n = 0; n < pages; n++) {
    const search = new URLSearchParams({ ...query, limit: String(limit), ...(cursor ? { cursor } : {}) });
    const page: Page<T> = await call<Page<T>>('GET', `${path}?${search}`);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) break;
  }
  return { items, nextCursor: cursor };
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
    cache: 'no-store',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  }).catch(() => {
    throw new ApiError(0);
  });
  const text = await answer.text();
  const json: unknown = text ? parse(text) : {};
  if (!answer.ok) throw new ApiError(answer.status, json as ApiError['body']);
  return json as T;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
