import { z } from 'zod';
import { type CheckedRow, checkRows, numberCell, repeated } from '../../platform/csv/checked-rows.rules.js';
import { readSheet, type SheetMistake } from '../../platform/csv/sheet.rules.js';
import { everyMinutes, registerDeviceSchema } from '../device.schema.js';

/** The columns of a list of dispensers that are to be provisioned: what one says to register one. */
export const FLEET_COLUMNS = Object.keys(registerDeviceSchema.shape);

const listedDevice = z.strictObject({
  ...registerDeviceSchema.shape,
  expectEveryMinutes: numberCell.pipe(everyMinutes).nullable().default(null),
});
export type ListedDevice = z.output<typeof listedDevice>;

interface FleetList {
  /** Those without a mistake. */
  readonly rows: readonly CheckedRow<ListedDevice>[];
  readonly mistakes: readonly SheetMistake[];
}

/** Reads a CSV of dispensers; what is not said of one is as where one is registered by itself. */
export function readFleetList(text: string, mostRows: number): FleetList {
  const sheet = readSheet(text, { columns: FLEET_COLUMNS, needed: ['deviceId'], mostRows });
  const { rows, mistakes } = checkRows(sheet, listedDevice);
  const twice = repeated(rows, 'deviceId', ({ deviceId }) => deviceId);
  const again = new Set(twice.map(({ line }) => line));
  return {
    rows: rows.filter(({ line }) => !again.has(line)),
    mistakes: [...mistakes, ...twice].toSorted((a, b) => a.line - b.line),
  };
}
