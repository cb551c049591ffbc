/** Milliseconds in what people count in. A day on the wall may be an hour longer or shorter: local times are not reckoned with these. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;
