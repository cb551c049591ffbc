import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type House, withHouse } from './admin.house.js';
import { type Order, readOrder, USAGE, UsageMistake } from './access/staff/admin-order.js';
import { createPartnerSchema, createStaffSchema } from './access/staff/account.schema.js';
import { AccountsService } from './access/staff/accounts.service.js';
import { readFleetList } from './devices/fleet/fleet-list.schema.js';
import { ProvisionService } from './devices/fleet/provision.service.js';
import { ConfigMistakes } from './platform/config/load.js';
import type { SheetMistake } from './platform/csv/sheet.rules.js';
import type { Turn } from './platform/database/turn.js';
import { asFieldErrors } from './platform/errors/field-errors.rules.js';
import { type FieldError, Problem, problem } from './platform/errors/problem.js';
import { FactBus } from './platform/facts/fact-bus.js';
import { TeamsService } from './teams/teams.service.js';

type OrderOf<C extends Order['command']> = Extract<Order, { command: C }>;

/** Where an order's words come from and go to. */
export interface Desk {
  readonly stdin: NodeJS.ReadableStream;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** More would be ten times the largest fleet there is. */
const MOST_LISTED = 100_000;

/** Carries out one order of an administrator at the machine; answers the exit code: 0 done, 1 refused, 2 not understood. */
export async function carryOut(
  args: readonly string[],
  desk: Desk,
  within: typeof withHouse = withHouse,
): Promise<number> {
  try {
    const order = readOrder(args);
    if (order.command === 'help') desk.say(USAGE);
    else if (order.command === 'create-staff') await createStaff(order, desk, within);
    else if (order.command === 'create-partner') await createPartner(order, desk, within);
    else await provision(order, desk, within);
    return 0;
  } catch (error) {
    if (error instanceof UsageMistake) {
      desk.complain(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    for (const line of inWords(error)) desk.complain(line);
    return 1;
  }
}

async function createStaff(order: OrderOf<'create-staff'>, desk: Desk, within: typeof withHouse): Promise<void> {
  const made = order.password.from === 'chance' ? randomBytes(12).toString('hex') : null;
  const password =
    made ?? (order.password.from === 'option' ? order.password.text : (await text(desk.stdin)).replace(/\r?\n$/, ''));
  const staff = await within((house) =>
    transact(house, async (turn) => {
      const teamIds = pick(await house.get(TeamsService).listTeams(turn.tx), order.teams, 'team');
      const { username, displayName, roles } = order;
      const asked = check(createStaffSchema, { username, displayName, password, roles, teamIds });
      return house.get(AccountsService).createStaff(turn, asked);
    }),
  );
  desk.say(`id: ${staff.id}`);
  desk.say(`username: ${staff.username}`);
  if (made !== null) desk.say(`password: ${made}`);
}

async function createPartner(order: OrderOf<'create-partner'>, desk: Desk, within: typeof withHouse): Promise<void> {
  const { partner, clientSecret } = await within((house) =>
    transact(house, async (turn) => {
      const districts = pick(await house.get(TeamsService).listDistricts(turn.tx), order.districts, 'district');
      const districtIds = districts.length > 0 ? districts : undefined;
      const asked = check(createPartnerSchema, { name: order.name, scopes: [...order.scopes], districtIds });
      return house.get(AccountsService).createPartner(turn, asked);
    }),
  );
  desk.say(`clientId: ${partner.clientId}`);
  desk.say(`clientSecret: ${clientSecret}`);
}

async function provision(order: OrderOf<'provision'>, desk: Desk, within: typeof withHouse): Promise<void> {
  const said = order.csv === '-' ? await text(desk.stdin) : await readFile(order.csv, 'utf8');
  const { rows, mistakes } = readFleetList(said, MOST_LISTED);
  if (mistakes.length > 0) throw new Refusal(mistakes.map(inALine));
  // Opened first: secrets that cannot be written down must not be made.
  const file = order.out === null ? null : await open(order.out, 'wx', 0o600);
  const say = async (line: string) => (file ? file.write(`${line}\n`) : desk.say(line));
  try {
    const { provisions, secrets } = await within((house) =>
      transact(house, async (turn) => {
        const done = await house.get(ProvisionService).carryOut(turn, rows, order.rotate, null);
        if (done.mistakes.length > 0) throw new Refusal(done.mistakes.map(inALine));
        return done;
      }),
    );
    await say('deviceId,secret');
    for (const [deviceId, secret] of secrets) await say(`${deviceId},${secret}`);
    const added = provisions.filter(({ fate }) => fate === 'registered').length;
    const alone = provisions.length - secrets.size;
    desk.complain(`${added} registered, ${secrets.size} secrets made, ${alone} left alone because they have one`);
  } catch (error) {
    if (order.out !== null) await rm(order.out);
    throw error;
  } finally {
    await file?.close();
  }
}

const inALine = ({ path, line, message }: SheetMistake): string =>
  `line ${line}: ${path.replace(/^rows\[\d+\]\.?/, '') || 'row'} ${message}`;

/** The ids of what was asked for by id or by name. */
function pick(known: readonly { id: string; name: string }[], asked: readonly string[], noun: string): string[] {
  return asked.map((word) => {
    const found = known.filter(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase());
    if (found.length === 0) throw new Refusal([`there is no ${noun} ${word}`]);
    if (found.length > 1) {
      throw new Refusal([`several are named ${word}, give one's id: ${found.map(({ id }) => id).join(', ')}`]);
    }
    return found[0]!.id;
  });
}

/** The same shape as over HTTP, refused in the same words. */
function check<T>(schema: { safeParse(asked: unknown): Checked<T> }, asked: unknown): T {
  const checked = schema.safeParse(asked);
  if (!checked.success) throw problem.unprocessable(checked.error.issues.flatMap(asFieldErrors));
  return checked.data;
}
type Checked<T> =
  { success: true; data: T } | { success: false; error: { issues: Parameters<typeof asFieldErrors>[0][] } };

class Refusal extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}

function inWords(error: unknown): readonly string[] {
  if (error instanceof Refusal) return error.reasons;
  if (error instanceof ConfigMistakes) return [error.message];
  if (error instanceof Problem) {
    const fields = error.extra.errors as FieldError[] | undefined;
    return fields?.map(({ path, message }) => `${path}: ${message}`) ?? [error.detail];
  }
  return [(error as Error).message];
}

const transact = <T>(house: House, work: (turn: Turn) => Promise<T>): Promise<T> =>
  house.get(FactBus).transact(async (turn) => ({ facts: [], result: await work(turn) }));

if (import.meta.main) {
  process.exitCode = await carryOut(process.argv.slice(2), {
    stdin: process.stdin,
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
  });
}
