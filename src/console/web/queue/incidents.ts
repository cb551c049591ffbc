import { computed, signal } from '@preact/signals';
import { api } from '../api.js';
import { nameDistrict } from '../districts.js';
import { countAlarms, formatTime, INCIDENT } from '../labels.js';
import type { Alert, StreamFact, Task } from '../model.js';
import { rows, teamQuery } from './queue.js';
import { zone } from '../session/session.js';
import { soon } from '../soon.js';
import { LIVE_STATES, OPEN_STATES } from '../states.js';
import { texts } from '../texts.js';

/** What stands for many dispensers at once, in the districts the reader may see. */
export const incidents = signal<Alert[]>([]);

export async function readIncidents(): Promise<void> {
  const page = await api.alerts({ type: [INCIDENT], shadow: 'false', state: [...LIVE_STATES] }).catch(() => null);
  if (page) incidents.value = page.items;
}

const readSoon = soon(readIncidents, 1_000);

/** While there is an incident, everything that happens may change its numbers. */
export function hearOfIncidents({ type, data }: StreamFact): void {
  const isOfIncident = 'alertType' in data && data.alertType === INCIDENT;
  if (isOfIncident || type === 'incident.grew' || incidents.value.length) readSoon();
}

/** All of them in two sentences: a town is one line, however many of its districts are dark. */
export const incidentWords = computed(() => {
  const all = incidents.value.filter(({ attached }) => !attached);
  if (!all.length) return null;
  const sum = (pick: (alert: Alert) => number) => all.reduce((total, alert) => total + pick(alert), 0);
  const since = all.map(startOf).toSorted()[0]!;
  const where = all.map(({ districtId }) => nameDistrict(districtId) ?? texts.noCitizen).toSorted();
  const inUse = sum(({ detail }) => detail?.inUse ?? 0);
  return [
    texts.incident.banner(
      where.join(', '),
      formatTime(since, zone.value),
      texts.ofDispensers(
        sum(({ detail }) => detail?.deviceCount ?? 0),
        inUse || undefined,
      ),
    ),
    texts.incident.standsFor(
      sum(({ under = [] }) => countAlarms(under)),
      sum(({ cameThrough }) => cameThrough ?? 0),
    ),
  ].join(' ');
});

const startOf = ({ detail, openedAt }: Alert) => detail?.since ?? openedAt;

/** The first incident that is in the reader's list. */
export const incidentRow = computed(() => rows.value.find(({ type }) => type === INCIDENT) ?? null);

export const isIncident = (task: Task) => task.alert.type === INCIDENT;

/** What came through beside the incident, as far as it is in the reader's list. */
export async function readThrough(incident: Task): Promise<Task[]> {
  const page = await api.tasks({ state: [...OPEN_STATES], sort: 'priority', ...teamQuery() }, 1);
  return page.items.filter(
    ({ citizenId, districtId, alert }) =>
      citizenId && isStruck(incident, districtId) && alert.openedAt >= incident.alert.openedAt,
  );
}

const isStruck = (incident: Task, districtId: string | null) =>
  districtId === incident.districtId || (incident.alert.detail?.partIds ?? []).includes(districtId ?? '');
