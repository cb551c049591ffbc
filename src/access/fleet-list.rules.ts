const DEVICE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** One line of a list of dispensers to be provisioned. */
export interface ListedDevice {
  readonly deviceId: string;
  readonly dialect: string | null;
  readonly model: string | null;
}

const COLUMNS = ['deviceId', 'dialect', 'model'];

/**
 * Reads a CSV with a header that names `deviceId` and perhaps `dialect` and `model`, separated by commas or semicolons. A list
 * with mistakes is not read at all; they come with their line.
 */
export function readFleetList(text: string): { devices: ListedDevice[] } | { mistakes: string[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const separator = lines[0]?.includes(';') ? ';' : ',';
  const cellsOf = (line: string) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const header = cellsOf(lines[0] ?? '');
  const strange = header.filter((name) => !COLUMNS.includes(name));
  if (!header.includes('deviceId') || strange.length > 0 || new Set(header).size < header.length) {
    return { mistakes: [`line 1: must name the columns deviceId, and if wanted dialect and model`] };
  }
  const mistakes: string[] = [];
  const devices = new Map<string, ListedDevice>();
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line.trim() === '') continue;
    const cells = cellsOf(line);
    const cell = (name: string) => cells[header.indexOf(name)] || null;
    const deviceId = cell('deviceId') ?? '';
    if (cells.length > header.length) mistakes.push(`line ${i + 1}: more columns than the header names`);
    else if (!DEVICE_ID.test(deviceId))
      mistakes.push(`line ${i + 1}: "${deviceId}" is no device id (1-64 of A-Z a-z 0-9 . _ -)`);
    else if (devices.has(deviceId)) mistakes.push(`line ${i + 1}: ${deviceId} is listed twice`);
    else devices.set(deviceId, { deviceId, dialect: cell('dialect'), model: cell('model') });
  }
  return mistakes.length > 0 ? { mistakes } : { devices: [...devices.values()] };
}
