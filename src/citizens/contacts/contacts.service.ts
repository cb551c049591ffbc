import { Injectable } from '@nestjs/common';
import type { Turn } from '../../platform/database/turn.js';
import type { Principal } from '../../platform/http/principal.js';
import { showing } from '../../platform/http/shown.js';
import { TeamsService } from '../../teams/teams.service.js';
import type { Citizen } from '../citizen.rules.js';
import {
  changeContacts,
  type ContactField,
  type ContactsView,
  type GivenContacts,
  type KeptContacts,
  hasPhone,
  mayShowHomeAccess,
  NO_CONTACTS,
  toldOf,
  visits,
} from './contact.rules.js';
import { ContactsStore } from './contacts.store.js';
import { HomeAccessVault } from './home-access.vault.js';

/** How citizens are reached. What of it an answer tells is in the log of reads, by the names of the fields. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly store: ContactsStore,
    private readonly vault: HomeAccessVault,
    private readonly teams: TeamsService,
  ) {}

  /** As they are told on the citizens themselves, in their order; of whom nothing is known all is null. */
  async shownOf(tx: Turn['tx'], who: Principal, citizens: readonly Citizen[], inList: boolean) {
    const isVisiting = !inList && (await this.visits(tx, who));
    return this.show(tx, citizens, (citizen) => mayShowHomeAccess(citizen, isVisiting, inList));
  }

  /** Whoever shows them elsewhere says of whom it may be told how one gets in. */
  async show(tx: Turn['tx'], citizens: readonly Citizen[], tellsHomeAccess: (citizen: Citizen) => boolean) {
    const kept = await this.keptOf(tx, citizens);
    return Promise.all(
      citizens.map(async (citizen): Promise<ContactsView> => {
        const { homeAccess: sealed, ...rest } = kept.get(citizen.id) ?? NO_CONTACTS;
        const homeAccess = sealed && tellsHomeAccess(citizen) ? await this.vault.open(tx, sealed, citizen.id) : null;
        const view = { ...rest, homeAccess, homeAccessKnown: sealed !== null };
        showing(toldOf(view));
        if (citizen.relatives.length > 0) showing(['relatives']);
        return view;
      }),
    );
  }

  /** Of them, those about whom somebody can be called. */
  async withPhone(tx: Turn['tx'], citizens: readonly Citizen[]): Promise<ReadonlySet<string>> {
    const kept = await this.keptOf(tx, citizens);
    return new Set(citizens.filter((citizen) => hasPhone(kept.get(citizen.id), citizen)).map(({ id }) => id));
  }

  /** Whether she herself can be called, or seen. */
  async isReached(tx: Turn['tx'], citizen: Citizen): Promise<boolean> {
    const { mobile, phone, screenCallAddress } = (await this.keptOf(tx, [citizen])).get(citizen.id) ?? NO_CONTACTS;
    return [mobile, phone, screenCallAddress].some((way) => way !== null);
  }

  /** Answers which fields are new. The citizen is locked by whoever asks, or not there for anybody else yet. */
  async change({ tx }: Turn, citizen: Citizen, given: GivenContacts): Promise<readonly ContactField[]> {
    const { id } = citizen;
    const { homeAccess: sealed, ...rest } = (await this.keptOf(tx, [citizen])).get(id) ?? NO_CONTACTS;
    // What does not open is there all the same: whatever is said of it is new.
    const homeAccess = sealed && ((await this.vault.open(tx, sealed, id)) ?? {});
    const { contacts, changed } = changeContacts({ ...rest, homeAccess }, given);
    if (changed.length === 0) return changed;
    const isNew = changed.includes('homeAccess');
    const resealed = isNew && contacts.homeAccess ? await this.vault.seal(tx, contacts.homeAccess, id) : null;
    await this.store.put(tx, id, { ...contacts, homeAccess: isNew ? resealed : sealed });
    return changed;
  }

  private async keptOf(tx: Turn['tx'], citizens: readonly Citizen[]): Promise<ReadonlyMap<string, KeptContacts>> {
    if (citizens.length === 0) return new Map();
    const found = await this.store.findMany(
      tx,
      citizens.map(({ id }) => id),
    );
    return new Map(found.map(({ citizenId, ...contacts }) => [citizenId, contacts]));
  }

  private async visits(tx: Turn['tx'], who: Principal): Promise<boolean> {
    const own = (await this.teams.listTeams(tx)).filter(({ id }) => who.teamIds.includes(id));
    return visits(
      who.scopes,
      own.map(({ kind }) => kind),
    );
  }
}
