import { computed, signal } from '@preact/signals';
import { api } from '../api.js';
import { gatewayNow } from '../clock.js';
import { districts, nameDistrict } from '../districts.js';
import { follow } from '../following.js';
import type { Alert } from '../model.js';
import { soon } from '../soon.js';
import { texts, voice } from '../texts.js';
import { zone } from '../session/session.js';
import { describeEntry } from '../../../words/log.js';

const DAY_MILLIS = 24 * 60 * 60 * 1_000;

/** What the gateway works out where it is only tried out: the last 24 hours, newest first. None of it is anybody's work. */
export const shadowAlerts = signal<Alert[]>([]);
export const isShadowTruncated = signal(false);

export const shadowDistricts = computed(() => districts.value.filter(({ shadow }) => shadow));

/** By district, in order of their names. */
export const shadowByDistrict = computed(() =>
  [...Map.groupBy(shadowAlerts.value, ({ districtId }) => nameDistrict(districtId) ?? texts.noCitizen)].toSorted(
    ([a], [b]) => a.localeCompare(b),
  ),
);

export async function readShadow(): Promise<void> {
  const from = new Date(gatewayNow() - DAY_MILLIS).toISOString();
  const page = await api.alerts({ shadow: 'true', from }).catch(() => null);
  if (!page) return;
  shadowAlerts.value = page.items;
  isShadowTruncated.value = page.nextCursor !== null;
}

const readSoon = soon(readShadow, 1_000);

follow({
  hear({ type, data }) {
    if (type === 'escalation.rung_shadowed' || ('shadow' in data && data.shadow)) readSoon();
  },
  look: readShadow,
  forget: () => (shadowAlerts.value = []),
});

/** Whom the last step would have asked. */
export function lastWord(alert: Alert): string | null {
  const last = alert.log.findLast(({ kind }) => kind === 'rung_shadowed');
  return last ? describeEntry(last, alert, voice(zone.value)).text : null;
}
