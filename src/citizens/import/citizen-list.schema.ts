import { z } from 'zod';
import { type CheckedRow, checkRows, repeated } from '../../platform/csv/checked-rows.rules.js';
import { readSheet, type SheetMistake } from '../../platform/csv/sheet.rules.js';
import { createCitizenBody } from '../citizen.schema.js';
import { withZeros } from '../places/postcode.rules.js';

/** Where in the body of a single one each cell belongs, and what it is written as. */
const CELLS = {
  externalId: { at: ['externalId'] },
  displayName: { at: ['displayName'] },
  street: { at: ['address', 'street'] },
  postalCode: { at: ['address', 'postalCode'], as: 'code' },
  city: { at: ['address', 'city'] },
  lat: { at: ['address', 'lat'], as: 'number' },
  lon: { at: ['address', 'lon'], as: 'number' },
  addressProtected: { at: ['addressProtected'], as: 'yes-no' },
  zone: { at: ['zone'] },
  serviceArea: { at: ['serviceArea'] },
  mobile: { at: ['mobile'] },
  phone: { at: ['phone'] },
  screenCallAddress: { at: ['screenCallAddress'] },
  language: { at: ['language'] },
  hearing: { at: ['hearing'] },
  key: { at: ['homeAccess', 'key'] },
  note: { at: ['homeAccess', 'note'] },
  relativeName: { at: ['relatives', '0', 'name'] },
  relativeRelation: { at: ['relatives', '0', 'relation'] },
  relativeMobile: { at: ['relatives', '0', 'mobile'] },
  cpr: { at: ['cpr'] },
  consent: { at: ['consent', 'telemetry'], as: 'yes-no' },
} as const satisfies Record<string, { at: readonly string[]; as?: 'number' | 'yes-no' | 'code' }>;
type Column = keyof typeof CELLS;

/** Said by name, and looked up. */
const NAMED = ['district', 'eDistrictTeam', 'contactPerson'] as const;
type Named = (typeof NAMED)[number];

const COLUMNS = [...(Object.keys(CELLS) as Column[]), ...NAMED];
const NEEDED = ['displayName', 'consent'] satisfies Column[];

/** As people write it, and as spreadsheets do in English, Danish and Norwegian. */
const YES_NO: Readonly<Record<string, boolean>> = {
  ...{ yes: true, ja: true, true: true, sand: true, sann: true, '1': true },
  ...{ no: false, nej: false, nei: false, false: false, falsk: false, usann: false, '0': false },
};

/** Who is there already need not be told where she lives. */
const listedBody = createCitizenBody.extend({ address: createCitizenBody.shape.address.optional() });

/** A row: what it says in the words of a single one, and whom it names. `said` are the columns that are not empty. */
export interface ListedCitizen {
  readonly body: z.output<typeof listedBody>;
  readonly said: readonly string[];
  readonly names: Readonly<Partial<Record<Named, string>>>;
}

const listedCitizen = z.record(z.string(), z.string()).transform((cells, context): ListedCitizen => {
  const checked = listedBody.safeParse(bodyOf(cells));
  if (!checked.success) {
    for (const { path, message, code } of checked.error.issues)
      context.addIssue({
        code: 'custom',
        path: [columnOf(path.join('.')) ?? 'displayName'],
        message: sayIssue(code, message),
      });
    return z.NEVER;
  }
  const names = Object.fromEntries(NAMED.flatMap((name) => (cells[name] === undefined ? [] : [[name, cells[name]]])));
  return { body: checked.data, said: Object.keys(cells), names };
});

const sayIssue = (code: string, message: string): string => (code === 'invalid_type' ? 'must not be empty' : message);

/** The column whose cell stands in this field; null for what is of the whole row. */
export function columnOf(path: string): string | null {
  const known: Readonly<Record<string, string>> = {
    ...{ districtId: 'district', eDistrictTeamId: 'eDistrictTeam', contactPersonId: 'contactPerson' },
    ...{ exists: 'cpr', 'external-id': 'externalId', address: 'lat', relatives: 'relativeName', homeAccess: 'key' },
  };
  const exact = Object.entries(CELLS).find(([, { at }]) => at.join('.') === path);
  return exact?.[0] ?? known[path] ?? null;
}

type Field = string | number | boolean;
interface Body {
  [field: string]: Field | Body | Body[];
}

function bodyOf(cells: Readonly<Record<string, string>>): Body {
  const body: Body = {};
  for (const [column, { at, ...how }] of Object.entries(CELLS)) {
    const cell = cells[column];
    if (cell !== undefined) put(body, at, 'as' in how ? read(cell, how.as) : cell);
  }
  return body;
}

function put(body: Body, [field, ...rest]: readonly string[], value: Field): void {
  if (rest.length === 0) body[field!] = value;
  else if (rest[0] === '0') {
    const list = (body[field!] ??= [{}]) as Body[];
    put(list[0]!, rest.slice(1), value);
  } else put((body[field!] ??= {}) as Body, rest, value);
}

/** What is not written so stays a text, and is refused as one. */
function read(cell: string, as: 'number' | 'yes-no' | 'code'): Field {
  if (as === 'code') return withZeros(cell);
  if (as === 'yes-no') return YES_NO[cell.toLowerCase()] ?? cell;
  return /^-?\d{1,3}([.,]\d{1,15})?$/.test(cell) ? Number(cell.replace(',', '.')) : cell;
}

interface CitizenList {
  readonly rows: readonly CheckedRow<ListedCitizen>[];
  readonly mistakes: readonly SheetMistake[];
}

/** Reads a CSV of citizens; each row is judged as where one is taken in by herself. */
export function readCitizenList(text: string, mostRows: number): CitizenList {
  const { rows, mistakes } = checkRows(readSheet(text, { columns: COLUMNS, needed: NEEDED, mostRows }), listedCitizen);
  const twice = repeated(rows, 'externalId', ({ body }) => body.externalId ?? null);
  const again = new Set(twice.map(({ line }) => line));
  return { rows: rows.filter(({ line }) => !again.has(line)), mistakes: [...mistakes, ...twice] };
}
