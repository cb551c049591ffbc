import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { CredentialsService } from '../../access/dispensers/credentials.service.js';
import type { Citizen } from '../../citizens/citizen.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { DosesService } from '../../doses/doses.service.js';
import type { Slot } from '../../doses/schedules/schedule.rules.js';
import { SchedulesService } from '../../doses/schedules/schedules.service.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import type { Principal } from '../../platform/http/principal.js';
import { shows } from '../../platform/http/shown.js';
import { EnrolmentService } from './enrolment.service.js';
import { isOpen } from './setup.rules.js';

type NewCitizen = Parameters<CitizensService['create']>[2];
type NewDevice = Parameters<DevicesService['registerMany']>[1][number];

/**
 * The citizen in whom an empty house is tried: an administrator takes her in, and gives her a dispenser, as long as there is no other and
 * no dose was seen. Who did so is in the log of reads.
 */
@Injectable()
export class FirstCitizenService {
  constructor(
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly credentials: CredentialsService,
    private readonly doses: DosesService,
    private readonly schedules: SchedulesService,
    private readonly enrolment: EnrolmentService,
  ) {}

  /** Said again it is how she is from then on. @throws Problem 409 once the house is set up */
  async put(turn: Turn, admin: Principal, body: NewCitizen, slots: Slot[]): Promise<Fact[]> {
    const who = everywhere(admin);
    const held = await this.held(turn);
    const { citizen, facts } = held
      ? await this.change(turn, who, held, body)
      : await this.citizens.create(turn, who, body);
    shows(citizen.id);
    return [...facts, ...(await this.plan(turn, citizen.id, slots))];
  }

  /** A dispenser that is not registered is, and only then there is a secret to show. @throws Problem 409 once the house is set up */
  async give(turn: Turn, admin: Principal, device: NewDevice): Promise<{ facts: Fact[]; secret: string | null }> {
    const who = everywhere(admin);
    const held = await this.held(turn);
    if (!held) throw problem.conflict('There is no citizen yet whom it could be given to.', { state: 'no-citizen' });
    shows(held.id);
    const { deviceId } = device;
    const isNew = (await this.devices.registerMany(turn, [device])).length > 0;
    await this.devices.lockToAssign(turn, deviceId, held.id);
    await this.devices.assertGivable(turn, deviceId, { citizenId: held.id, from: turn.now }, who);
    const facts = await this.devices.assign(turn, deviceId, held.id, turn.now);
    return { facts, secret: isNew ? await this.credentials.issue(turn, deviceId) : null };
  }

  private async held(turn: Turn): Promise<Citizen | null> {
    const there = await this.citizens.holdFirst(turn.tx);
    const seen = there[0] ? (await this.enrolment.of(turn, there[0])).seenAt : null;
    if (!isOpen(seen !== null || (await this.doses.isAnySeen(turn.tx)), there.length))
      throw problem.conflict('The house is set up: its citizens are for those who look after them.', {
        state: 'set-up',
      });
    return there[0] ?? null;
  }

  private async change(
    turn: Turn,
    who: Principal,
    { id }: Citizen,
    { consent, relatives: _kept, ...body }: NewCitizen,
  ) {
    const changed = await this.citizens.change(turn, who, id, body, () => undefined);
    const agreed = await this.citizens.setConsent(turn, who, id, consent, () => undefined);
    return { citizen: agreed.citizen, facts: [...changed.facts, ...agreed.facts] };
  }

  private async plan(turn: Turn, citizenId: string, slots: Slot[]): Promise<Fact[]> {
    const plan = await this.schedules.shown(turn.tx, citizenId, turn.now);
    if (plan && plan.planned.length === 0 && isDeepStrictEqual(plan.schedule.slots, slots)) return [];
    const replaces = plan?.planned.map(({ revision }) => revision) ?? [];
    return (await this.schedules.set(turn, citizenId, { slots, replaces })).facts;
  }
}

const everywhere = (admin: Principal): Principal => ({ ...admin, districtIds: 'all' });
