import type { Settings } from './settings.schema.js';

/** The checked configuration, injected by this name. */
export abstract class Config implements Settings {
  abstract readonly drain: Settings['drain'];
  abstract readonly http: Settings['http'];
  abstract readonly mqtt: Settings['mqtt'];
  abstract readonly sessions: Settings['sessions'];
  abstract readonly database: Settings['database'];
  abstract readonly redis: Settings['redis'];
  abstract readonly data: Settings['data'];
  abstract readonly roles: Settings['roles'];
  abstract readonly log: Settings['log'];
  abstract readonly ingest: Settings['ingest'];
  abstract readonly doses: Settings['doses'];
  abstract readonly devices: Settings['devices'];
  abstract readonly outage: Settings['outage'];
  abstract readonly storm: Settings['storm'];
  abstract readonly care: Settings['care'];
  abstract readonly sweep: Settings['sweep'];
  abstract readonly audit: Settings['audit'];
  abstract readonly handOver: Settings['handOver'];
  abstract readonly push: Settings['push'];
  abstract readonly map: Settings['map'];
  abstract readonly checklists: Settings['checklists'];
}
