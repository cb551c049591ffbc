import { Injectable } from '@nestjs/common';
import { Reach } from '../access/reach.service.js';
import { wordsOf } from '../cases/alarms/made-by-hand.rules.js';
import { detailOf } from '../cases/alert-detail.rules.js';
import type { Alert } from '../cases/alert.rules.js';
import { AlertsService } from '../cases/lists/alerts.service.js';
import { INCIDENT } from '../incidents/storm.rules.js';
import { type Citizen, whereabouts } from '../citizens/citizen.rules.js';
import { CitizensService } from '../citizens/citizens.service.js';
import type { ContactsView } from '../citizens/contacts/contact.rules.js';
import { ContactsService } from '../citizens/contacts/contacts.service.js';
import type { Turn } from '../platform/database/turn.js';
import { mayReach, type Principal } from '../platform/http/principal.js';
import { shows } from '../platform/http/shown.js';
import type { Task } from '../cases/task.rules.js';
import { withoutDistances } from '../teams/routing.rules.js';
import { type Brief, CaseStore, type LadderPosition } from './case.store.js';
import type { Delivery } from '../deliveries/delivery.rules.js';
import { drivesThere, mayShowAddress } from './address.rules.js';
import { viewOfRouting } from './routing-view.rules.js';
import { viewOfEntry } from './log-entry.rules.js';
import type { Language } from '../platform/http/language.js';

type Reached = ContactsView & Pick<Citizen, 'relatives'>;
type Shown = Delivery & { readonly deliveredAt: Date };

/** Tasks and alerts as they are shown: with the citizen, what happened, and where the ladder stands. Whom they show is logged. */
@Injectable()
export class CaseView {
  constructor(
    private readonly alerts: AlertsService,
    private readonly citizens: CitizensService,
    private readonly contacts: ContactsService,
    private readonly store: CaseStore,
    private readonly reach: Reach,
  ) {}

  async ofTasks({ tx, now }: Turn, tasks: readonly Task[], who: Principal, what: string, language: Language) {
    const inList = what !== 'task';
    const citizens = await this.citizensOf({ tx, now }, tasks, who);
    const alertIds = tasks.map(({ alertId }) => alertId);
    const alerts = await this.briefsOf(tx, alertIds);
    const contacts = inList ? null : await this.contactsOf(tx, tasks, citizens, who);
    return tasks.map((task) => ({
      ...task,
      // A task is never without its alert.
      text: wordsOf(alerts.get(task.alertId)!.alert),
      routing: viewOfRouting(tellsWhere(task, citizens) ? withoutDistances(task.routing) : task.routing, language),
      ...(tellsWhere(task, citizens) && goesBeyond(task, who) && { nextTeamId: null, nextDistrictId: null }),
      citizen: citizenBrief(citizens.get(task.citizenId ?? ''), now, (citizen) =>
        mayShowAddress(citizen, task, who, inList),
      ),
      contacts: contacts?.get(task.citizenId ?? '') ?? null,
      ...alerts.get(task.alertId)!,
    }));
  }

  /** With the handling log of each, oldest entry first. */
  async ofAlerts({ tx, now }: Turn, alerts: readonly Alert[], who: Principal, language: Language) {
    const citizens = await this.citizensOf({ tx, now }, alerts, who);
    const ids = alerts.map(({ id }) => id);
    const ladders = await this.laddersOf(tx, ids);
    const standsFor = await this.standsFor(tx, alerts);
    const log = Map.groupBy(await this.alerts.logOf(tx, ids), ({ alertId }) => alertId);
    return alerts.map(({ ladderName: _ladder, evidence: _evidence, ...alert }) => ({
      ...alert,
      ...standsFor(alert),
      ladder: ladders.get(alert.id) ?? null,
      log: (log.get(alert.id) ?? []).map((entry) => viewOfEntry(entry, around(alert, citizens), language)),
    }));
  }

  /** What one was told on the console, with what it was about. */
  async ofNotices({ tx, now }: Turn, shown: readonly Shown[], who: Principal) {
    const citizens = await this.citizensOf({ tx, now }, shown, who);
    const alertIds = shown.flatMap(({ alertId }) => alertId ?? []);
    const alerts = await this.briefsOf(tx, alertIds);
    return shown.map(({ id, purpose, deliveredAt, alertId, taskId, citizenId }) => ({
      id,
      purpose,
      at: deliveredAt,
      alertId,
      taskId,
      citizenId,
      citizen: citizenBrief(citizens.get(citizenId ?? ''), now, () => false),
      alert: alerts.get(alertId ?? '')?.alert ?? null,
    }));
  }

  /** How they are reached, and how whoever drives there gets in. */
  private async contactsOf(
    tx: Turn['tx'],
    tasks: readonly Task[],
    citizens: ReadonlyMap<string, Citizen>,
    who: Principal,
  ): Promise<ReadonlyMap<string, Reached>> {
    const about = [...citizens.values()];
    const isDriven = ({ id }: Citizen) => tasks.some((task) => task.citizenId === id && drivesThere(task, who, false));
    const shown = await this.contacts.show(tx, about, isDriven);
    return new Map(about.map(({ id, relatives }, i) => [id, { ...shown[i]!, relatives }]));
  }

  private async briefsOf(tx: Turn['tx'], alertIds: readonly string[]) {
    const found = await this.store.briefs(tx, alertIds);
    const cameThrough = await this.cameThrough(tx, found);
    return new Map(
      found.map((brief) => {
        const alert = {
          ...alertBrief(brief),
          under: brief.under ?? [],
          cameThrough: cameThrough.get(brief.id) ?? null,
        };
        return [brief.id, { alert, ladder: brief.ladderName === null ? null : ladderPosition(brief) }];
      }),
    );
  }

  private async standsFor(tx: Turn['tx'], alerts: readonly Alert[]) {
    const ids = alerts.map(({ id }) => id);
    const under = Map.groupBy(await this.store.countUnder(tx, ids), ({ parentId }) => parentId);
    const cameThrough = await this.cameThrough(tx, alerts);
    return ({ id }: Pick<Alert, 'id'>) => ({
      under: (under.get(id) ?? []).map(({ type, count }) => ({ type, count })),
      cameThrough: cameThrough.get(id) ?? null,
    });
  }

  private async cameThrough(tx: Turn['tx'], alerts: readonly Pick<Alert, 'id' | 'type'>[]) {
    const incidentIds = alerts.filter(({ type }) => type === INCIDENT).map(({ id }) => id);
    const through = incidentIds.length > 0 ? await this.store.countThrough(tx, incidentIds) : [];
    return new Map(through.map(({ id, count }) => [id, count]));
  }

  /** Those whom the reader reaches: of others that once were, what was handled is shown, and not who they are. */
  async citizensOf(
    { tx }: Turn,
    about: readonly { citizenId: string | null }[],
    who: Principal,
  ): Promise<Map<string, Citizen>> {
    const ids = [...new Set(about.flatMap(({ citizenId }) => citizenId ?? []))];
    shows(ids);
    const found = await this.citizens.findMany(tx, ids);
    const reached = await this.reach.reached(tx, who, found);
    return new Map(found.filter(({ id }) => reached.has(id)).map((citizen) => [citizen.id, citizen]));
  }

  private async laddersOf(tx: Turn['tx'], alertIds: readonly string[]) {
    const climbs = await this.alerts.laddersOf(tx, alertIds);
    return new Map(
      climbs.map((climb) => {
        const { alertId, rungs, nextRung } = climb;
        const next = nextRung === null ? null : (rungs[nextRung] ?? null);
        return [alertId, ladderPosition({ ...climb, rungs: rungs.length, next })];
      }),
    );
  }
}

/** Whether the work goes next to where the reader does not reach. */
const goesBeyond = ({ nextDistrictId }: Pick<Task, 'nextDistrictId'>, who: Principal): boolean =>
  nextDistrictId !== null && !mayReach(who, nextDistrictId);

const around = (alert: Pick<Alert, 'citizenId' | 'dose' | 'detail'>, citizens: ReadonlyMap<string, Citizen>) => ({
  dose: alert.dose,
  zone: citizens.get(alert.citizenId ?? '')?.zone ?? zoneOf(alert),
  tellsWhere: tellsWhere(alert, citizens),
});

/** Of what is about no citizen, where its dispenser is; both countries go by one clock. */
const zoneOf = (alert: Pick<Alert, 'detail'>): string => detailOf('condition', alert).zone ?? 'Europe/Copenhagen';

/** Whether the distances to the teams would tell the reader an address that is not for him. */
const tellsWhere = ({ citizenId }: { readonly citizenId: string | null }, citizens: ReadonlyMap<string, Citizen>) =>
  citizenId !== null && (citizens.get(citizenId)?.addressProtected ?? true);

function ladderPosition({ ladderName, rung, nextRung, nextRungAt, rungs, next }: LadderPosition) {
  return {
    name: ladderName,
    rung,
    rungs,
    nextRungAt,
    next:
      next && nextRung !== null && nextRungAt !== null ? { rung: nextRung, to: next.to, actions: next.actions } : null,
  };
}

function citizenBrief(citizen: Citizen | undefined, now: Date, mayShow: (citizen: Citizen) => boolean) {
  if (!citizen) return null;
  const { street = null, postalCode = null, city = null } = whereabouts(citizen, now).address;
  return { displayName: citizen.displayName, address: mayShow(citizen) ? { street, postalCode, city } : null };
}

const alertBrief = ({
  type,
  deviceId,
  districtId,
  state,
  openedAt,
  dose,
  unmatched,
  occurrences,
  lastSeenAt,
  detail,
}: Brief) => ({
  type,
  deviceId,
  districtId,
  state,
  openedAt,
  dose,
  unmatched,
  occurrences,
  lastSeenAt,
  detail,
});
