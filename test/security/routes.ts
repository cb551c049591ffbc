/* eslint-disable @typescript-eslint/no-explicit-any -- an OpenAPI document is read as it comes */
/** What a citizen out of reach is known by. */
export interface Names {
  readonly citizenId: string;
  readonly deviceId: string;
  readonly pauseId: string;
  readonly commandId: string;
  readonly taskId: string;
  readonly alertId: string;
  readonly districtId: string;
  readonly teamId: string;
  /** A dispenser that serves nobody. */
  readonly spareId: string;
}

const NOBODY = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
const FLEET = ['operator', 'administrator', 'administrator and nurse'];
const PLACES = ['administrator', 'administrator and nurse'];

/** What of a path is about whom, by its beginning; and whose ground it is wherever the citizen lives. */
const PATHS: readonly [begins: string, of: (names: Names) => Record<string, string>, ground?: readonly string[]][] = [
  [
    '/api/v1/citizens/{id}/break-glass',
    ({ citizenId }) => ({ id: citizenId }),
    ['nurse', 'lead', 'visitator', 'administrator', 'administrator and nurse'],
  ],
  ['/api/v1/citizens/{citizenId}/pauses', ({ citizenId, pauseId }) => ({ citizenId, id: pauseId })],
  ['/api/v1/citizens/{id}/reads', ({ citizenId }) => ({ id: citizenId }), ['auditor']],
  ['/api/v1/citizens/{id}', ({ citizenId }) => ({ id: citizenId, revision: '1' })],
  ['/api/v1/tasks/{id}', ({ taskId }) => ({ id: taskId })],
  ['/api/v1/alerts/{id}', ({ alertId }) => ({ id: alertId })],
  ['/api/v1/dispensers/{deviceId}/commands', ({ deviceId, commandId }) => ({ deviceId, id: commandId })],
  ['/api/v1/dispensers/{deviceId}', ({ deviceId }) => ({ deviceId }), FLEET],
  ['/api/v1/districts/{id}', ({ districtId }) => ({ id: districtId }), PLACES],
  ['/api/v1/teams/{id}/handover', ({ teamId }) => ({ id: teamId })],
  ['/api/v1/teams/{id}/shift', ({ teamId }) => ({ id: teamId })],
  ['/api/v1/teams/{id}', ({ teamId }) => ({ id: teamId }), PLACES],
  ['/api/v1/break-glass/{id}', () => ({ id: NOBODY })],
  ['/api/v1/quarantine/{id}', () => ({ id: NOBODY })],
  ['/api/v1/operations/deliveries/{id}', () => ({ id: NOBODY })],
  ['/api/v1/staff/{id}', () => ({ id: NOBODY })],
  ['/api/v1/partners/{id}', () => ({ id: NOBODY })],
  ['/api/v1/sessions/{id}', () => ({ id: NOBODY })],
  ['/api/v1/me/push/{id}', () => ({ id: NOBODY })],
];

/** What is seen of everybody, by ids. */
const OVERSEEN: Readonly<Record<string, readonly string[]>> = {
  '/api/v1/audit': ['auditor'],
  '/api/v1/districts/borders': PLACES,
  '/api/v1/break-glass/openings': ['auditor', ...PLACES],
};

/** Routes that make something new, sign in and out or are about the caller, none of which is about a citizen who is there, and what is asked by itself. */
const BESIDE =
  /^((POST|DELETE) \/api\/v1\/(session|citizens|citizens\/search|dispensers|districts|teams|staff|partners)|POST \/api\/v1\/(citizens|staff)\/import|POST \/api\/v1\/dispensers\/provision|PUT \/api\/v1\/(postcodes|setup\/citizen|setup\/dispenser|me\/settings)|POST \/api\/v1\/me\/push|POST \/(oauth\/token|demo\/clock)|GET \/api\/v1\/events\/stream)$/;

/** The path as it is asked, null where there is nobody to be asked for; throws for one that nobody told us how to ask. */
export function pathOf(
  method: string,
  path: string,
  names: Names,
): { asked: string | null; ground?: readonly string[] } {
  if (BESIDE.test(`${method} ${path}`)) return { asked: null };
  if (!path.includes('{')) {
    if (method !== 'GET' && !(`${method} ${path}` in BODIES))
      throw new Error(`say in routes.ts how ${method} ${path} is asked`);
    return { asked: path, ...(path in OVERSEEN && { ground: OVERSEEN[path]! }) };
  }
  if (path.startsWith('/api/v1/ladders/'))
    return { asked: `${path.replace('{name}', 'standard-dose')}?citizenId=${names.citizenId}` };
  const known = PATHS.find(([begins]) => path.startsWith(begins));
  if (!known) throw new Error(`say in routes.ts how ${path} is asked`);
  const values = known[1](names);
  const asked = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`say in routes.ts what ${name} is in ${path}`);
    return values[name];
  });
  return { asked, ...(known[2] && { ground: known[2] }) };
}

/** Without a filter, and with every filter that could name the citizen. */
export function queriesOf(operation: any, names: Names): string[] {
  const filters: Record<string, string> = {
    ...names,
    parentId: names.alertId,
    ids: names.taskId,
    taskId: names.taskId,
  };
  const asked = (operation.parameters ?? [])
    .filter((one: any) => one.in === 'query' && one.name in filters)
    .map(({ name }: any) => `?${name}=${filters[name]}`);
  return ['', ...asked];
}

const BODIES: Readonly<Record<string, (names: Names) => unknown>> = {
  'POST /api/v1/citizens/{id}/break-glass': () => ({ reason: 'other', text: 'tried' }),
  'POST /api/v1/citizens/{id}/what-if': () => ({ dueAt: '2026-03-10T07:00:00Z' }),
  'POST /api/v1/break-glass/{id}/review': () => ({ finding: 'justified' }),
  'PATCH /api/v1/citizens/{id}': () => ({ contactPersonId: null }),
  'PUT /api/v1/citizens/{id}/consent': () => ({ telemetry: false }),
  'PUT /api/v1/citizens/{id}/dispenser': ({ spareId }) => ({ deviceId: spareId }),
  'PUT /api/v1/citizens/{id}/schedule': () => ({ slots: [{ time: '09:00', criticality: 'standard' }] }),
  'POST /api/v1/citizens/{citizenId}/pauses': () => ({
    reason: 'travel',
    from: '2026-05-10T00:00:00Z',
    until: '2026-05-11T00:00:00Z',
  }),
  'PATCH /api/v1/citizens/{citizenId}/pauses/{id}': () => ({ until: '2026-04-12T00:00:00Z' }),
  'POST /api/v1/tasks': ({ citizenId }) => ({ citizenId, kind: 'call', priority: 'P3', text: 'tried' }),
  'POST /api/v1/tasks/bulk': ({ taskId }) => ({ ids: [taskId], action: 'claim' }),
  'POST /api/v1/tasks/{id}/claim': () => undefined,
  'POST /api/v1/tasks/{id}/keep': () => undefined,
  'POST /api/v1/tasks/{id}/release': () => ({ reason: 'tried' }),
  'POST /api/v1/tasks/{id}/take-over': () => ({ reason: 'tried' }),
  'POST /api/v1/tasks/{id}/start': () => ({ mode: 'call' }),
  'POST /api/v1/tasks/{id}/log': () => ({ entry: 'note', text: 'tried' }),
  'POST /api/v1/tasks/{id}/resolve': () => ({ outcome: 'other', cause: 'other' }),
  'POST /api/v1/alerts/{id}/shelve': () => ({ until: '2026-03-10T07:30:00Z', reason: 'tried' }),
  'PATCH /api/v1/dispensers/{deviceId}': () => ({ model: 'tried' }),
  'POST /api/v1/dispensers/{deviceId}/credentials': () => undefined,
  'POST /api/v1/partners/{id}/credentials': () => undefined,
  'POST /api/v1/dispensers/{deviceId}/commands': () => ({
    type: 'dose.remind',
    data: { dueAt: '2026-03-10T07:00:00Z' },
  }),
  'PUT /api/v1/districts/{id}': () => ({ name: 'Elsewhere', parentId: null }),
  'PUT /api/v1/districts/borders': ({ districtId }) => ({ districts: [{ id: districtId, polygon: null }] }),
  'PUT /api/v1/districts/{id}/holidays': () => ({ days: [] }),
  'PUT /api/v1/districts/{id}/limits': () => ({ limits: {} }),
  'PUT /api/v1/teams/{id}': ({ districtId }) => ({
    name: 'Elsewhere',
    kind: 'home-care',
    districtId,
    base: { lat: 55, lon: 9 },
  }),
  'PUT /api/v1/teams/{id}/roster': () => ({ shifts: [] }),
  'POST /api/v1/teams/{id}/roster/trial': () => ({ shifts: [] }),
  'POST /api/v1/teams/{id}/shift/start': () => undefined,
  'POST /api/v1/teams/{id}/shift/stop': () => undefined,
  'PUT /api/v1/ladders/{name}': () => ({
    rungs: [{ after: 'PT10M', actions: ['visit'], to: 'manager' }],
    claimTimeout: 'PT30M',
  }),
  'POST /api/v1/quarantine/{id}/assign': ({ citizenId }) => ({ citizenId }),
  'POST /api/v1/quarantine/{id}/retry': () => undefined,
  'POST /api/v1/quarantine/{id}/dismiss': () => undefined,
  'POST /api/v1/operations/deliveries/{id}/retry': () => undefined,
  'POST /api/v1/me/push/{id}/test': () => undefined,
  'PATCH /api/v1/staff/{id}': () => ({ displayName: 'Tried' }),
};

/** A body that the route takes, so that it is refused for whom it is about and for nothing else. */
export function bodyOf(method: string, path: string, names: Names): unknown {
  if (method === 'DELETE') return undefined;
  const body = BODIES[`${method} ${path}`];
  if (!body) throw new Error(`say in routes.ts with what body ${method} ${path} is asked`);
  return body(names);
}
