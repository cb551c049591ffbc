import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/database/id.js';
import type { Turn } from '../../platform/database/turn.js';
import { type FieldError, problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import { TeamsService } from '../../teams/teams.service.js';
import type { ChangeStaff, CreatePartner, CreateStaff } from './account.schema.js';
import type { Partner } from '../partners/partner.rules.js';
import { PartnersService } from '../partners/partners.service.js';
import { readUsername, whyWeak } from '../sessions/password.rules.js';
import { PasswordsService } from '../sessions/passwords.service.js';
import { AccessLog, type Somebody } from '../audit/access-log.service.js';
import { hashSecret, newSecret } from '../sessions/secret.js';
import { dutyFact, RostersService } from './rosters.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { applyChange, leavesNoAdmin, type Staff, type StaffFact, whatChanged } from './staff.rules.js';
import { StaffStore } from './staff.store.js';

/**
 * Opens, changes and closes the accounts of staff and partners. What does not fit is a Problem naming the field. Who did it is logged;
 * nobody in particular is the command line.
 */
@Injectable()
export class AccountsService {
  constructor(
    private readonly staff: StaffStore,
    private readonly partners: PartnersService,
    private readonly teams: TeamsService,
    private readonly rosters: RostersService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws Problem 409 when the user name is taken */
  async createStaff(
    { tx, now }: Turn,
    { password, ...asked }: CreateStaff,
    by: Somebody | null = null,
  ): Promise<Staff> {
    const username = readUsername(asked.username);
    refuse([
      ...(username === null ? [{ path: 'username', message: 'must be 2-64 letters, digits or . _ - @ +' }] : []),
      ...(password === undefined ? [] : weaknesses(password, asked.username)),
      ...(await this.unknownTeams(tx, asked.teamIds)),
    ]);
    const staff: Staff = {
      ...asked,
      id: newId(),
      username: username ?? '',
      passwordHash: password === undefined ? null : await this.passwords.hash(password),
      createdAt: now,
      disabledAt: null,
      version: 1,
    };
    if (!(await this.staff.insert(tx, staff))) throw problem.conflict(`The user name ${staff.username} is taken.`);
    await this.accessLog.record(tx, { what: 'staff.created', of: { kind: 'staff', id: staff.id }, by });
    return staff;
  }

  /**
   * `check` sees the account as it stands and throws to refuse. An account that is disabled, or given a new password, is signed out
   * everywhere, but for the session in which she changes her own password.
   * @throws Problem 409 when nobody could administer the house afterwards
   */
  async changeStaff(
    turn: Turn,
    id: string,
    asked: ChangeStaff,
    check: (staff: Staff) => void,
    by: (Somebody & { readonly sessionId?: string }) | null = null,
  ): Promise<{ staff: Staff; facts: Fact[] }> {
    const { adminIds, before } = await this.lockStaff(turn, id, check);
    const { password, ...change } = asked;
    refuse([
      ...(password === undefined ? [] : weaknesses(password, before.username)),
      ...(await this.unknownTeams(turn.tx, change.teamIds ?? [])),
    ]);
    const passwordHash = password === undefined ? undefined : await this.passwords.hash(password);
    const staff = applyChange(before, { ...change, passwordHash }, turn.now);
    if (leavesNoAdmin(adminIds, before, staff)) throw problem.conflict('This is the last administrator.');
    const facts = await this.tellingDuty(turn, staff, () => this.staff.update(turn.tx, staff));
    if (staff.disabledAt) await this.sessions.endAll(turn.tx, id);
    else if (passwordHash !== undefined)
      await this.sessions.endAll(turn.tx, id, by?.id === id ? (by.sessionId ?? null) : null);
    const fields = Object.keys(asked).filter((field) => asked[field as keyof typeof asked] !== undefined);
    await this.accessLog.record(turn.tx, { what: 'staff.changed', of: { kind: 'staff', id }, by, fields });
    return { staff, facts: [...whatChanged(before, staff).map((what) => staffFact(what, staff)), ...facts] };
  }

  /**
   * The account goes; what it did stays under its id and name.
   * @throws Problem 409 for the last administrator
   */
  async deleteStaff(
    turn: Turn,
    id: string,
    check: (staff: Staff) => void,
    by: Somebody | null = null,
  ): Promise<Fact[]> {
    const { adminIds, before } = await this.lockStaff(turn, id, check);
    if (leavesNoAdmin(adminIds, before, null)) throw problem.conflict('This is the last administrator.');
    const facts = await this.tellingDuty(turn, before, () => this.staff.delete(turn.tx, id));
    await this.sessions.endAll(turn.tx, id);
    await this.accessLog.record(turn.tx, { what: 'staff.removed', of: { kind: 'staff', id }, by });
    return [staffFact('deleted', before), ...facts];
  }

  /** Signed out everywhere; she may sign in again. */
  async endSessions({ tx }: Turn, id: string, by: Somebody): Promise<void> {
    if (!(await this.staff.lock(tx, id))) throw problem.notFound();
    await this.sessions.endAll(tx, id);
    await this.accessLog.record(tx, { what: 'session.ended', of: { kind: 'staff', id }, by });
  }

  /** The secret is shown this once; only its hash is kept. */
  async createPartner(
    { tx, now }: Turn,
    asked: CreatePartner,
    by: Somebody | null = null,
  ): Promise<{ partner: Partner; clientSecret: string }> {
    refuse(await this.unknownDistricts(tx, asked.districtIds ?? []));
    const clientSecret = newSecret();
    const partner: Partner = {
      id: newId(),
      clientId: `partner-${randomBytes(8).toString('hex')}`,
      name: asked.name,
      secretHash: hashSecret(clientSecret),
      scopes: [...new Set(asked.scopes)],
      districtIds: asked.districtIds ?? null,
      createdAt: now,
      disabledAt: null,
    };
    await this.partners.insert(tx, partner);
    await this.accessLog.record(tx, { what: 'partner.created', of: { kind: 'partner', id: partner.id }, by });
    return { partner, clientSecret };
  }

  /** A new secret, shown this once. The old one and what was got by it count no more. */
  async rotatePartner({ tx }: Turn, id: string, by: Somebody): Promise<{ partner: Partner; clientSecret: string }> {
    const clientSecret = newSecret();
    const partner = await this.partners.setSecret(tx, id, hashSecret(clientSecret));
    if (!partner) throw problem.notFound();
    await this.sessions.endAll(tx, id);
    await this.accessLog.record(tx, {
      what: 'partner.changed',
      of: { kind: 'partner', id },
      by,
      fields: ['clientSecret'],
    });
    return { partner, clientSecret };
  }

  /** The partner can do nothing from now on; its name stays in the logs. */
  async removePartner({ tx, now }: Turn, id: string, by: Somebody | null = null): Promise<Fact[]> {
    if (!(await this.partners.disable(tx, id, now))) throw problem.notFound();
    await this.sessions.endAll(tx, id);
    await this.accessLog.record(tx, { what: 'partner.removed', of: { kind: 'partner', id }, by });
    return [{ type: 'partner.revoked', subject: id, data: {} }];
  }

  private async lockStaff(
    { tx }: Turn,
    id: string,
    check: (staff: Staff) => void,
  ): Promise<{ adminIds: string[]; before: Staff }> {
    const adminIds = await this.staff.lockAdminIds(tx);
    const before = await this.staff.lock(tx, id);
    if (!before) throw problem.notFound();
    check(before);
    return { adminIds, before };
  }

  /** Whose duty hangs on somebody may be staffed otherwise afterwards. */
  private async tellingDuty(turn: Turn, { id }: Staff, change: () => Promise<void>): Promise<Fact[]> {
    const was = await this.rosters.listNaming(turn.tx, id);
    await change();
    const { teams } = await this.rosters.loadForRouting(turn.tx);
    return was.flatMap((team) => {
      const is = teams.find((one) => one.id === team.id);
      return is && team.crew.has(id) !== is.crew.has(id) ? [dutyFact('duty.changed', team, is, turn.now)] : [];
    });
  }

  private async unknownTeams(tx: Turn['tx'], teamIds: readonly string[]): Promise<FieldError[]> {
    if (teamIds.length === 0) return [];
    const known = new Set((await this.teams.listTeams(tx)).map((team) => team.id));
    return unknowns('teamIds', teamIds, known, 'there is no such team');
  }

  private async unknownDistricts(tx: Turn['tx'], districtIds: readonly string[]): Promise<FieldError[]> {
    if (districtIds.length === 0) return [];
    const known = new Set((await this.teams.listDistricts(tx)).map((district) => district.id));
    return unknowns('districtIds', districtIds, known, 'there is no such district');
  }
}

const staffFact = (what: StaffFact, { id, roles, teamIds, disabledAt }: Staff): Fact => ({
  type: `staff.${what}`,
  subject: id,
  citizenId: null,
  districtId: null,
  data: { staffId: id, roles, teamIds, disabled: disabledAt !== null },
});

const unknowns = (field: string, ids: readonly string[], known: ReadonlySet<string>, message: string): FieldError[] =>
  ids.flatMap((id, i) => (known.has(id) ? [] : [{ path: `${field}.${i}`, message }]));

function weaknesses(password: string, username: string): FieldError[] {
  const why = whyWeak(password, username);
  return why === null ? [] : [{ path: 'password', message: why }];
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw problem.unprocessable(errors);
}
