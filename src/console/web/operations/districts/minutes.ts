const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Of a duration such as `PT1H30M`; null for what is none. */
export function minutesOf(duration: string | undefined): number | null {
  const found = DURATION.exec(duration ?? '');
  if (!found) return null;
  const [days, hours, minutes, seconds] = found.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return days! * 1440 + hours! * 60 + minutes! + seconds! / 60;
}

/** As it is sent; null for what is no length of time. */
export function durationOf(minutes: string): string | null {
  const number = Number(minutes.replace(',', '.'));
  return number > 0 && Number.isFinite(number) ? `PT${Math.round(number * 60)}S` : null;
}
