const DAY_MILLIS = 86_400_000;

/** What the clock on the wall of the zone shows: `2026-03-10T08:00`. */
export function wallOf(zone: string, at: string | number): string {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
  return shown.replace(' ', 'T');
}

/** When it shows that: the first time where it does so twice, and as much later as the clock is put forward where it never does. */
export function instantOf(zone: string, wall: string): string {
  const asUtc = Date.parse(`${wall}Z`);
  const offsetAt = (at: number) => Date.parse(`${wallOf(zone, at)}Z`) - at;
  const candidates = [asUtc - DAY_MILLIS, asUtc + DAY_MILLIS].map((near) => asUtc - offsetAt(near));
  const right = candidates.filter((at) => wallOf(zone, at) === wall);
  return new Date(right.length > 0 ? Math.min(...right) : Math.max(...candidates)).toISOString();
}

/** The Monday of the week that a date is in. */
export function mondayOf(date: string): string {
  const at = Date.parse(date);
  const since = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - since * DAY_MILLIS).toISOString().slice(0, 10);
}
