const DEVICE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** One line of a list of dispensers to be provisioned. */
export interface ListedDevice {
  readonly deviceId: string;
  readonly dialect: string | null;
  readonly model: string | null;
  readonly presence: Presence | null;
  readonly expectEveryMinutes: number | null;
}

const PRESENCES = ['connected', 'visit'] as const;
type Presence = (typeof PRESENCES)[number];
const isPresence = (said: string): said is Presence => PRESENCES.some((one) => one === said);

const COLUMNS = ['deviceId', 'dialect', 'model', 'presence', 'expectEveryMinutes'];
/** A week, in minutes. */
const MOST_MINUTES = 10_080;
const isMinutes = (said: string): boolean => /^[1-9]\d{0,4}$/.test(said) && Number(said) <= MOST_MINUTES;

/**
 * Reads a CSV with a header that names `deviceId` and perhaps the other columns, separated by commas or semicolons. A list with
 * mistakes is not read at all; they come with their line.
 */
export function readFleetList(text: string): { devices: ListedDevice[] } | { mistakes: string[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const separator = lines[0]?.includes(';') ? ';' : ',';
  const cellsOf = (line: string) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const header = cellsOf(lines[0] ?? '');
  const strange = header.filter((name) => !COLUMNS.includes(name));
  if (!header.includes('deviceId') || strange.length > 0 || new Set(header).size < header.length) {
    return { mistakes: [`line 1: must name the columns deviceId, and if wanted ${COLUMNS.slice(1).join(', ')}`] };
  }
  const mistakes: string[] = [];
  const devices = new Map<string, ListedDevice>();
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line.trim() === '') continue;
    const cells = cellsOf(line);
    const cell = (name: string) => cells[header.indexOf(name)] || null;
    const deviceId = cell('deviceId') ?? '';
    const presence = cell('presence');
    const minutes = cell('expectEveryMinutes');
    if (cells.length > header.length) mistakes.push(`line ${i + 1}: more columns than the header names`);
    else if (!DEVICE_ID.test(deviceId))
      mistakes.push(`line ${i + 1}: "${deviceId}" is no device id (1-64 of A-Z a-z 0-9 . _ -)`);
    else if (devices.has(deviceId)) mistakes.push(`line ${i + 1}: ${deviceId} is listed twice`);
    else if (presence !== null && !isPresence(presence))
      mistakes.push(`line ${i + 1}: presence must be ${PRESENCES.join(' or ')}`);
    else if (minutes !== null && !isMinutes(minutes))
      mistakes.push(`line ${i + 1}: expectEveryMinutes must be a whole number of minutes from 1 to ${MOST_MINUTES}`);
    else
      devices.set(deviceId, {
        deviceId,
        dialect: cell('dialect'),
        model: cell('model'),
        presence,
        expectEveryMinutes: minutes === null ? null : Number(minutes),
      });
  }
  return mistakes.length > 0 ? { mistakes } : { devices: [...devices.values()] };
}
