import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { AccessLog } from '../access/audit/access-log.service.js';
import { Reach } from '../access/reach.service.js';
import { StaffService } from '../access/staff/staff.service.js';
import type { Patience } from '../platform/database/held.js';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import { Zones } from '../platform/database/zones.js';
import { problem } from '../platform/errors/problem.js';
import type { Fact } from '../platform/facts/fact.js';
import { holds, mayReach, type Principal } from '../platform/http/principal.js';
import { TeamsService } from '../teams/teams.service.js';
import { absencesOf, type AbsenceSpan } from './absence.rules.js';
import { type Circumstances, type Citizen, deathRegistered, mayUseTelemetry, staysElsewhere } from './citizen.rules.js';
import { contactNewsOf, newsOf, stayOf } from './citizen-news.rules.js';
import type { ChangeCitizen, ConsentBody, CreateCitizen, Search } from './citizen.schema.js';
import { CitizensStore } from './citizens.store.js';
import { apart } from './contacts/contact.rules.js';
import { ContactsService } from './contacts/contacts.service.js';
import { setConsent } from './consent.rules.js';
import { CprVault } from './cpr-vault.service.js';
import { Numbers } from './numbers.service.js';
import { PlacesService } from './places/places.service.js';
import { type Pause, pauseInForce } from './pause.rules.js';
import { flawsOfIds, withIds } from './relative.rules.js';
import { PausesStore } from './pauses.store.js';

const MOST_FOUND = 50;
const STAYS_AT_ONCE = 200;

/** The door of the room: who is cared for, and under which circumstances. */
@Injectable()
export class CitizensService {
  constructor(
    private readonly store: CitizensStore,
    private readonly pauses: PausesStore,
    private readonly vault: CprVault,
    private readonly numbers: Numbers,
    private readonly contacts: ContactsService,
    private readonly places: PlacesService,
    private readonly teams: TeamsService,
    private readonly staff: StaffService,
    private readonly zones: Zones,
    private readonly reach: Reach,
    private readonly accessLog: AccessLog,
  ) {}

  find(tx: Turn['tx'], id: string): Promise<Citizen | null> {
    return this.store.find(tx, id);
  }

  /** @throws for a citizen that is not there */
  async get(tx: Turn['tx'], id: string): Promise<Citizen> {
    const citizen = await this.store.find(tx, id);
    if (!citizen) throw new Error(`There is no citizen ${id}`);
    return citizen;
  }

  /** The pauses that reach beyond an instant, also those that are over by now, and whether telemetry may be used. */
  async absences(tx: Turn['tx'], id: string, since: Date): Promise<{ pauses: Pause[]; consent: boolean }> {
    const consent = mayUseTelemetry(await this.get(tx, id));
    return { pauses: await this.pauses.standingSince(tx, id, since), consent };
  }

  /** Since when all is undone that was undone since an instant: a pause that was taken back while another absence held counts with that. */
  async undoneSince(tx: Turn['tx'], id: string, since: Date): Promise<Date> {
    const first = await this.pauses.undoneSince(tx, id, since);
    return first && first < since ? first : since;
  }

  /** Why the service rests for the citizen, or did; what was undone is not among it. */
  async absencesOf(tx: Turn['tx'], id: string): Promise<AbsenceSpan[]> {
    return absencesOf(await this.get(tx, id), await this.pauses.listOf(tx, id));
  }

  districtsOf(tx: Turn['tx'], ids: readonly string[]): Promise<Map<string, string | null>> {
    return this.store.districtsOf(tx, ids);
  }

  /** In the order of their ids; those that are not there are left out. */
  findMany(tx: Turn['tx'], ids: readonly string[]): Promise<Citizen[]> {
    return this.store.findMany(tx, ids);
  }

  /**
   * Locks the citizens until the transaction ends, in the order of their ids, as everybody does who locks more than one.
   * @throws Held when somebody holds one for longer than there is patience
   */
  lockCitizens(tx: Turn['tx'], ids: readonly string[], patience?: Patience): Promise<Citizen[]> {
    return this.store.lock(tx, ids, patience);
  }

  /** What is known of a citizen at an instant. @throws for a citizen that is not there */
  async circumstances(tx: Turn['tx'], citizenId: string, at: Date): Promise<Circumstances> {
    const citizen = await this.get(tx, citizenId);
    const pause = pauseInForce(await this.pauses.around(tx, [citizenId], at), at);
    return { citizen, pause, consent: mayUseTelemetry(citizen) };
  }

  /** To read of. @throws Problem 404 also for one to whom neither the caller's districts lead nor any other way */
  async findReachable(tx: Turn['tx'], id: string, who: Principal): Promise<Citizen> {
    const citizen = await this.store.find(tx, id);
    if (!citizen || !(await this.reach.reaches(tx, who, citizen))) throw problem.notFound();
    return citizen;
  }

  /** Those of the citizens of whom the caller may read. */
  async reached(tx: Turn['tx'], who: Principal, ids: readonly string[]): Promise<string[]> {
    return [...(await this.reach.reached(tx, who, await this.store.findMany(tx, ids)))];
  }

  /** To change. @throws Problem 404 also for one outside the caller's districts */
  async lockReachable({ tx }: Turn, id: string, who: Principal): Promise<Citizen> {
    const [citizen] = await this.store.lock(tx, [id]);
    return within(who, citizen ?? null);
  }

  /** Until the transaction ends nobody else sets the house up. */
  holdFirst(tx: Turn['tx']): Promise<Citizen[]> {
    return this.store.holdFirst(tx);
  }

  /** The first two there are, of everybody. */
  firstTwo(tx: Turn['tx']): Promise<Citizen[]> {
    return this.store.firstTwo(tx);
  }

  /** Those within the caller's reach whom other systems know by these ids. */
  findByExternalIds(tx: Turn['tx'], who: Principal, externalIds: readonly string[]): Promise<Citizen[]> {
    return this.store.findByExternalIds(tx, who.districtIds, externalIds);
  }

  /** Whether the number is hers, and the caller reaches her. */
  async hasNumber(tx: Turn['tx'], who: Principal, { id }: Citizen, cpr: string): Promise<boolean> {
    return (await this.search(tx, who, { cpr })).some((one) => one.id === id);
  }

  listBelow(tx: Turn['tx'], who: Principal, below: string | null, limit: number): Promise<Citizen[]> {
    return this.store.listBelow(tx, who.districtIds, below, limit);
  }

  async search(tx: Turn['tx'], who: Principal, { cpr, name }: Search): Promise<Citizen[]> {
    if (cpr === undefined) return this.store.findByName(tx, who.districtIds, name ?? '', MOST_FOUND);
    this.needKey();
    return this.store.findByDigest(tx, who.districtIds, this.vault.digestOf(cpr));
  }

  async create(turn: Turn, who: Principal, body: CreateCitizen): Promise<{ citizen: Citizen; facts: Fact[] }> {
    const { tx, now } = turn;
    const { contacts, rest: said } = apart(body);
    const { cpr, consent, ...rest } = said;
    if (cpr !== undefined) this.needKey();
    const address = await this.places.locate(tx, body.address, body.zone, null);
    const citizen: Citizen = {
      ...rest,
      id: newId(),
      address,
      externalId: body.externalId ?? null,
      relatives: withIds([], body.relatives, newId),
      districtId: body.districtId ?? (await this.teams.districtAt(tx, address)),
      eDistrictTeamId: body.eDistrictTeamId ?? null,
      contactPersonId: body.contactPersonId ?? null,
      serviceArea: body.serviceArea ?? null,
      temporaryAddress: body.temporaryAddress ?? null,
      addressProtected: body.addressProtected ?? false,
      deceasedAt: null,
      deathRegisteredAt: null,
      cprKnown: cpr !== undefined,
      consentTelemetry: consent.telemetry,
      consentReason: null,
      consentChangedAt: now,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    await this.check(tx, who, citizen, null);
    await this.store.insert(tx, citizen);
    await this.contacts.change(turn, citizen, contacts);
    return { citizen, facts: cpr === undefined ? [] : await this.numbers.give(turn, who, citizen, cpr) };
  }

  /** `agree` may refuse what stands there by throwing. Who moves without naming a district goes to the one at the new address. */
  async change(
    turn: Turn,
    who: Principal,
    id: string,
    body: ChangeCitizen,
    agree: (held: Citizen) => void,
  ): Promise<{ citizen: Citizen; facts: Fact[] }> {
    const held = await this.lockReachable(turn, id, who);
    agree(held);
    const { contacts, rest } = apart(body);
    const { cpr, reason, ...given } = rest;
    if (cpr) this.needKey();
    checkProtection(who, held, body);
    if (body.deceasedAt && body.deceasedAt > turn.now) refuse('deceasedAt', 'lies ahead');
    const { address: said, ...others } = withoutUndefined(given);
    const address = said ? await this.places.locate(turn.tx, said, body.zone ?? held.zone, held.address) : held.address;
    const citizen: Citizen = { ...held, ...others, address, updatedAt: turn.now, version: held.version + 1 };
    citizen.deathRegisteredAt = deathRegistered(held, citizen.deceasedAt, turn.now);
    if (body.address && body.districtId === undefined) {
      citizen.districtId = (await this.teams.districtAt(turn.tx, address)) ?? held.districtId;
    }
    if (body.relatives) {
      const flaws = flawsOfIds(held.relatives, body.relatives);
      if (flaws.length > 0) throw problem.unprocessable(flaws);
      citizen.relatives = withIds(held.relatives, body.relatives, newId);
    }
    await this.check(turn.tx, who, citizen, held);
    await this.store.update(turn.tx, citizen);
    if (held.addressProtected && !citizen.addressProtected)
      await this.accessLog.record(turn.tx, {
        what: 'protection.lifted',
        of: { kind: 'citizen', id },
        by: who,
        text: reason ?? null,
      });
    const facts = newsOf(held, citizen, who, turn.now);
    const reached = await this.contacts.change(turn, citizen, contacts);
    const isSameKin = isDeepStrictEqual(held.relatives, citizen.relatives);
    facts.push(...contactNewsOf(citizen, isSameKin ? reached : [...reached, 'relatives']));
    if (facts.some(isAboutStay)) await this.store.setStay(turn.tx, id, staysElsewhere(citizen, turn.now));
    if (cpr === undefined) return { citizen, facts };
    facts.push(...(await this.numbers.give(turn, who, citizen, cpr)));
    return { citizen: { ...citizen, cprKnown: cpr !== null }, facts };
  }

  /** `agree` may refuse what stands there by throwing. */
  async setConsent(
    turn: Turn,
    who: Principal,
    id: string,
    { telemetry, reason }: ConsentBody,
    agree: (held: Citizen) => void,
  ): Promise<{ citizen: Citizen; facts: Fact[] }> {
    const held = await this.lockReachable(turn, id, who);
    agree(held);
    const { citizen, facts } = setConsent(held, telemetry, reason ?? null, turn.now);
    if (facts.length === 0) return { citizen, facts };
    const changed = { ...citizen, updatedAt: turn.now, version: held.version + 1 };
    await this.store.update(turn.tx, changed);
    return { citizen: changed, facts };
  }

  /** Citizens whose stay elsewhere has begun, or is over, and nobody was told. */
  staysDue(tx: Turn['tx'], now: Date): Promise<string[]> {
    return this.store.staysDue(tx, now, STAYS_AT_ONCE);
  }

  /** A stay begins and ends by its dates. */
  async beginOrEndStay(turn: Turn, id: string, patience: Patience): Promise<Fact[]> {
    const [citizen] = await this.store.lock(turn.tx, [id], patience);
    if (!citizen || !(await this.store.setStay(turn.tx, id, staysElsewhere(citizen, turn.now)))) return [];
    return [stayOf(citizen, turn.now)];
  }

  /** Refuses names of districts, teams and people that are not there; what stood there before is not asked about again. */
  private async check(tx: Turn['tx'], who: Principal, citizen: Citizen, held: Citizen | null): Promise<void> {
    const { districtId, eDistrictTeamId, contactPersonId } = citizen;
    if (citizen.externalId !== null && citizen.externalId !== held?.externalId)
      await this.checkExternalId(tx, who, citizen);
    if (citizen.zone !== held?.zone) await this.zones.check(tx, citizen.zone);
    if (!held || districtId !== held.districtId) await this.checkDistrict(tx, who, districtId);
    if (eDistrictTeamId && eDistrictTeamId !== held?.eDistrictTeamId) {
      const team = (await this.teams.listTeams(tx)).find((t) => t.id === eDistrictTeamId);
      if (team?.kind !== 'e-district') refuse('eDistrictTeamId', 'names no e-district team');
    }
    if (contactPersonId && contactPersonId !== held?.contactPersonId) {
      if (!(await this.staff.findColleague(tx, contactPersonId)))
        refuse('contactPersonId', 'names nobody who works here');
    }
  }

  /** Of those within the caller's reach one has it; whether anybody else does is not said, and means nothing. */
  private async checkExternalId(tx: Turn['tx'], who: Principal, { id, externalId }: Citizen): Promise<void> {
    await this.store.lockExternalId(tx, externalId!);
    const others = await this.store.findByExternalIds(tx, who.districtIds, [externalId!]);
    if (others.some((other) => other.id !== id))
      throw problem.conflict('Another citizen has that externalId.', { state: 'external-id' });
  }

  private async checkDistrict(tx: Turn['tx'], who: Principal, districtId: string | null): Promise<void> {
    if (districtId === null) {
      if (who.districtIds !== 'all') refuse('districtId', 'is needed: the address lies in no district');
      return;
    }
    const known = mayReach(who, districtId) && (await this.teams.listDistricts(tx)).some((d) => d.id === districtId);
    if (!known) refuse('districtId', 'names no district within your reach');
  }

  private needKey(): void {
    if (!this.vault.hasKey) refuse('cpr', 'cannot be taken: no DATA_KEY is configured');
  }
}

function within(who: Principal, citizen: Citizen | null): Citizen {
  if (!citizen || !mayReach(who, citizen.districtId)) throw problem.notFound();
  return citizen;
}

/** Lifting the protection of an address is a right of its own, and never without a reason. */
function checkProtection(who: Principal, held: Citizen, { addressProtected, reason }: ChangeCitizen): void {
  const lifts = held.addressProtected && addressProtected === false;
  if (lifts && !holds(who, 'protection:lift'))
    throw problem.forbidden('Lifting the protection of an address is a right of its own.', [
      { path: 'addressProtected', message: 'needs protection:lift' },
    ]);
  if (lifts && reason === undefined) refuse('reason', 'is needed to lift the protection of an address');
  if (!lifts && reason !== undefined) refuse('reason', 'is for lifting the protection of an address');
}

function refuse(path: string, message: string): never {
  throw problem.unprocessable([{ path, message }]);
}

const isAboutStay = ({ type }: Fact): boolean => type === 'citizen.stay_begun' || type === 'citizen.stay_ended';

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

const withoutUndefined = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Given<T>;
