/** What was looked at, by the route as the log of reads names it. */
export const LOOKED: Readonly<Record<string, string>> = {
  'GET /api/v1/citizens/:id': 'citizen',
  'GET /api/v1/citizens/:id/dispenser': 'whose',
  'GET /api/v1/citizens/:id/schedule': 'schedule',
  'GET /api/v1/citizens/:citizenId/pauses': 'pauses',
  'GET /api/v1/citizens/:id/timeline': 'timeline',
  'GET /api/v1/doses': 'doses',
  'GET /api/v1/alerts': 'alerts',
  'GET /api/v1/tasks': 'tasks',
  'GET /api/v1/telemetry': 'telemetry',
  'GET /api/v1/dispensers/:deviceId': 'device',
  'GET /api/v1/break-glass': 'own',
};
