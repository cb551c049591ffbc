import { signal } from '@preact/signals';

const AHEAD_BY_MILLIS = 2_000;

let anchorServer = Date.now();
let anchorLocal = Date.now();
let clockSpeed = 1;

/** The gateway's time now, as last told and run on at its speed; the browser's own clock may be wrong by hours. */
export function gatewayNow(): number {
  return anchorServer + (Date.now() - anchorLocal) * clockSpeed;
}

/** Sets the clock from what the gateway said a moment ago. */
export function setClock(now: string, speed: number): void {
  anchorServer = Date.parse(now);
  anchorLocal = Date.now();
  clockSpeed = speed;
  second.value = gatewayNow();
}

/** A fact from the future means that the gateway's clock was moved forward. */
export function noteFactTime(time: string | undefined): void {
  const at = time ? Date.parse(time) : Number.NaN;
  if (at > gatewayNow() + AHEAD_BY_MILLIS * clockSpeed) setClock(time!, clockSpeed);
}

/** The gateway's time, once a second: whoever reads it is drawn anew each second. */
export const second = signal(gatewayNow());

/** From here on, as long as there is a page. */
export const runClock = (): unknown => setInterval(() => (second.value = gatewayNow()), 1_000);
