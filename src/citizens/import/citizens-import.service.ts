import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { StaffService } from '../../access/staff/staff.service.js';
import type { CheckedRow } from '../../platform/csv/checked-rows.rules.js';
import { type Done, importList } from '../../platform/csv/list-import.js';
import type { SheetMistake } from '../../platform/csv/sheet.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { holds, mayReach, type Principal } from '../../platform/http/principal.js';
import { TeamsService } from '../../teams/teams.service.js';
import type { Citizen } from '../citizen.rules.js';
import type { ChangeCitizen } from '../citizen.schema.js';
import { CitizensService } from '../citizens.service.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { columnOf, type ListedCitizen } from './citizen-list.schema.js';

export type Fate = 'new' | 'changed' | 'same';

export interface Listed {
  readonly line: number;
  readonly fate: Fate;
  readonly citizen: Citizen;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the rows of a list are looked up in. */
interface Known {
  readonly held: readonly Citizen[];
  readonly districts: readonly Named[];
  readonly teams: readonly Named[];
}

/** Takes citizens in from a list, by the rules of a single one; whom another system knows by the same id is changed. */
@Injectable()
export class CitizensImport {
  constructor(
    private readonly citizens: CitizensService,
    private readonly contacts: ContactsService,
    private readonly teams: TeamsService,
    private readonly staff: StaffService,
    private readonly bus: FactBus,
  ) {}

  run(
    list: { rows: readonly CheckedRow<ListedCitizen>[]; mistakes: readonly SheetMistake[] },
    who: Principal,
    dryRun: boolean,
    onDone: () => void,
  ) {
    return importList<ListedCitizen, Listed>(this.bus, list, {
      dryRun,
      onDone,
      columnOf,
      begin: async (turn, rows) => {
        const known = { held: await this.hold(turn, who, rows), ...(await this.places(turn, who)) };
        return (row) => this.one(turn, who, row, known);
      },
    });
  }

  /** All that is to be changed, in the order in which everybody holds citizens. */
  private async hold(
    { tx }: Turn,
    who: Principal,
    rows: readonly CheckedRow<ListedCitizen>[],
  ): Promise<readonly Citizen[]> {
    const ids = rows.flatMap(({ value }) => value.body.externalId ?? []);
    const found = await this.citizens.findByExternalIds(tx, who, ids);
    return this.citizens.lockCitizens(
      tx,
      found.map(({ id }) => id),
    );
  }

  private async one(turn: Turn, who: Principal, row: CheckedRow<ListedCitizen>, known: Known): Promise<Done<Listed>> {
    const { value, line } = row;
    const body = { ...value.body, ...(await this.named(turn, value, known)) };
    const held = known.held.filter(({ externalId }) => externalId !== null && externalId === body.externalId);
    if (held.length > 1) throw problem.conflict('Several citizens have that externalId.', { state: 'external-id' });
    if (!held[0]) {
      const { address } = body;
      if (!address) throw problem.unprocessable([{ path: 'address.lat', message: NO_ADDRESS }]);
      const { citizen, facts } = await this.citizens.create(turn, who, { ...body, address });
      return { item: { line, fate: 'new', citizen }, facts };
    }
    const { citizen, facts, isChanged } = await this.change(turn, who, held[0], { ...value, body });
    return { item: { line, fate: isChanged ? 'changed' : 'same', citizen }, facts };
  }

  /** Only what the row says: an empty cell leaves what is there. */
  private async change(turn: Turn, who: Principal, held: Citizen, { body, said }: ListedCitizen) {
    const { consent, relatives, cpr, zone, ...given } = body;
    const isNumberNew = cpr !== undefined && !(await this.citizens.hasNumber(turn.tx, who, held, cpr));
    const change: ChangeCitizen = {
      ...given,
      ...(said.includes('zone') && { zone }),
      ...(said.includes('relativeName') && { relatives: withFirst(held.relatives, relatives[0]!) }),
      ...(isNumberNew && { cpr }),
    };
    const isNew = isNumberNew || (await this.differs(turn, held, change));
    const changed = isNew
      ? await this.citizens.change(turn, who, held.id, change, () => undefined)
      : { citizen: held, facts: [] };
    if (consent.telemetry === held.consentTelemetry) return { ...changed, isChanged: isNew };
    if (!holds(who, 'consent:write'))
      throw problem.unprocessable([{ path: 'consent.telemetry', message: 'needs consent:write' }]);
    const agreed = await this.citizens.setConsent(turn, who, held.id, consent, () => undefined);
    return { citizen: agreed.citizen, facts: [...changed.facts, ...agreed.facts], isChanged: true };
  }

  /** Whether anything that is said of her is not known so. */
  private async differs({ tx }: Turn, held: Citizen, change: ChangeCitizen): Promise<boolean> {
    const [contacts] = await this.contacts.show(tx, [held], () => true);
    const known: Readonly<Record<string, unknown>> = { ...contacts, ...held };
    const { address = {}, ...others } = change;
    const isOther = (said: object, is: Readonly<Record<string, unknown>>): boolean =>
      Object.entries(said).some(([field, value]) => !isDeepStrictEqual(value, is[field]));
    return isOther(address, { ...held.address }) || isOther(defined(others), known);
  }

  /** What may be named in any row. */
  private async places({ tx }: Turn, who: Principal): Promise<Omit<Known, 'held'>> {
    const districts = (await this.teams.listDistricts(tx)).filter(({ id }) => mayReach(who, id));
    const teams = (await this.teams.listTeams(tx)).filter(({ kind }) => kind === 'e-district');
    return { districts, teams };
  }

  /** Districts, teams and people by their names: each as it is called, or its id. */
  private async named({ tx }: Turn, { names }: ListedCitizen, { districts, teams }: Known) {
    const { district, eDistrictTeam, contactPerson } = names;
    return {
      ...(district !== undefined && { districtId: only(districts, district, 'districtId') }),
      ...(eDistrictTeam !== undefined && { eDistrictTeamId: only(teams, eDistrictTeam, 'eDistrictTeamId') }),
      ...(contactPerson !== undefined && { contactPersonId: await this.person(tx, contactPerson) }),
    };
  }

  private async person(tx: Turn['tx'], username: string): Promise<string> {
    const found = await this.staff.findByUsername(tx, username.toLowerCase());
    if (!found || found.disabledAt)
      throw problem.unprocessable([{ path: 'contactPersonId', message: 'is the user name of nobody who works here' }]);
    return found.id;
  }
}

const defined = (change: object): object =>
  Object.fromEntries(Object.entries(change).filter(([, value]: [string, unknown]) => value !== undefined));

const NO_ADDRESS = 'is needed of who is new; it may be left out with `lon`, where `postalCode` is said';

/** The list knows of one relative by name; those who are there beside her stay, and what else is known of her. */
function withFirst(held: Citizen['relatives'], said: Citizen['relatives'][number]): Citizen['relatives'] {
  const isKnown = held.some(({ name }) => name === said.name);
  if (!isKnown) return [said, ...held];
  return held.map((one) => (one.name === said.name ? { ...one, ...said } : one));
}

function only(all: readonly Named[], name: string, path: string): string {
  const found = all.filter((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase());
  if (found.length === 1) return found[0]!.id;
  const message = found.length === 0 ? 'names none within your reach' : 'names several; say its id';
  throw problem.unprocessable([{ path, message }]);
}
