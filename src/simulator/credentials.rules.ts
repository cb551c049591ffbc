import { deviceIdPattern } from '../devices/device.rules.js';

export type CredentialsReading =
  | { readonly ok: true; readonly dispensers: { readonly deviceId: string; readonly secret: string }[] }
  | { readonly ok: false; readonly reason: string };

const header = 'deviceId,secret';

/** Reads `deviceId,secret` lines under their header; the reason names the line that is wrong. */
export function readCredentials(csv: string): CredentialsReading {
  const lines = csv.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines[0]?.trim() !== header) return { ok: false, reason: `line 1: must be the header ${header}` };
  const secrets = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const [deviceId = '', secret = '', ...more] = line.split(',').map(unquote);
    if (more.length > 0 || secret === '') return { ok: false, reason: `line ${index + 1}: must be ${header}` };
    if (!deviceIdPattern.test(deviceId))
      return { ok: false, reason: `line ${index + 1}: a deviceId is 1 to 64 of A-Z a-z 0-9 . _ -` };
    if (secrets.has(deviceId)) return { ok: false, reason: `line ${index + 1}: ${deviceId} stands there twice` };
    secrets.set(deviceId, secret);
  }
  if (secrets.size === 0) return { ok: false, reason: 'no dispensers below the header' };
  return { ok: true, dispensers: [...secrets].map(([deviceId, secret]) => ({ deviceId, secret })) };
}

const unquote = (field: string): string => field.trim().replace(/^"(.*)"$/, '$1');
