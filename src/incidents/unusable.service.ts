import { Injectable } from '@nestjs/common';
import { TOLD_OF_DISPENSER } from '../doses/quarantine/quarantine.rules.js';
import { causeOf } from '../journal/journal.rules.js';
import { JournalService } from '../journal/journal.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact, FactOf } from '../platform/facts/fact.js';
import { type DetailOf, detailOf } from '../cases/alert-detail.rules.js';
import { type Alert, conditionKey, type Report } from '../cases/alert.rules.js';
import { AlertsService } from '../cases/lists/alerts.service.js';
import { CasesService } from '../cases/cases.service.js';
import { IncidentsService } from './incidents.service.js';
import {
  ALIKE_MINUTES,
  isManyAlike,
  isWorthTelling,
  UNUSABLE,
  UNUSABLE_INCIDENT,
  unusableIncidentKey,
  withCauses,
} from './unusable.rules.js';

/** Dispensers that say what cannot be used: one alert each for those who look after them, and one for many of a district alike. */
@Injectable()
export class UnusableService {
  constructor(
    private readonly cases: CasesService,
    private readonly alerts: AlertsService,
    private readonly incidents: IncidentsService,
    private readonly journal: JournalService,
  ) {}

  /** Opens the dispenser's alert, or counts on in the one that is live. */
  async tell(turn: Turn, fact: FactOf<'telemetry.found_unusable'>): Promise<Fact[]> {
    const said = fact.data;
    const entries = await this.journal.quarantined.findMany(turn.tx, said.quarantineIds);
    const found = entries.map(({ reason }) => causeOf(reason));
    const key = keyOf(fact.deviceId!);
    await this.cases.lockKey(turn, key);
    const live = (await this.cases.lockLive(turn, key, null))?.alert ?? null;
    const known = live === null ? {} : detailOf(UNUSABLE, live).causes;
    const causes = withCauses(known, found, turn.now);
    const occurrences = (live?.occurrences ?? 0) + said.count;
    const detail: DetailOf<typeof UNUSABLE> = { causes, zone: said.zone, holdMinutes: 0 };
    if (live && !isWorthTelling(known, found, live.occurrences, occurrences)) {
      const more = { occurrences, lastSeenAt: turn.now, detail: { ...live.detail, ...detail } };
      await this.cases.do(turn, live.id, { do: 'add', more });
      return [];
    }
    const facts = await this.cases.report(turn, {
      ...ABOUT_NOBODY,
      key,
      type: UNUSABLE,
      deviceId: fact.deviceId ?? null,
      districtId: fact.districtId ?? null,
      detail,
      line: live ? null : said.line,
      times: said.count,
    });
    const alert = (await this.cases.find(turn.tx, facts[0]!.subject))!;
    return [...facts, ...(await this.gather(turn, alert, found, said.zone))];
  }

  /** Nothing that the dispenser said stands open any more: its alert is over, and with the last one what stood for all of them. */
  async closeIfDone(turn: Turn, fact: FactOf<'telemetry.looked_at'>): Promise<Fact[]> {
    const key = keyOf(fact.deviceId!);
    await this.cases.lockKey(turn, key);
    const live = (await this.cases.lockLive(turn, key, null))?.alert;
    if (!live || (await this.journal.quarantined.isOpen(turn.tx, fact.deviceId!, TOLD_OF_DISPENSER))) return [];
    const facts = await this.cases.do(turn, live.id, LOOKED_AT);
    if (!live.attached || (await this.cases.lockUnder(turn, live.parentId!)).length > 0) return facts;
    return [...facts, ...(await this.cases.do(turn, live.parentId!, LOOKED_AT))];
  }

  /** Goes under the incident of its district and cause, where there is one, or where it makes one. */
  private async gather(turn: Turn, alert: Alert, causes: readonly string[], zone: string): Promise<Fact[]> {
    const { districtId } = alert;
    if (!districtId || alert.state !== 'open' || alert.attached) return [];
    // In one order for all: two that come to the same causes wait for each other, and not in a ring.
    for (const cause of [...causes].sort()) {
      const key = unusableIncidentKey(districtId, cause);
      await this.cases.lockKey(turn, key);
      const since = new Date(turn.now.getTime() - ALIKE_MINUTES * 60_000);
      const alike = await this.alerts.liveWithCause(turn.tx, { type: UNUSABLE, districtId, cause, since });
      const live = (await this.cases.lockLive(turn, key, null))?.alert;
      if (live) return this.takeUnder(turn, live, [alert]);
      if (!isManyAlike(alike.length)) continue;
      const detail: DetailOf<typeof UNUSABLE_INCIDENT> = {
        scope: 'district',
        cause,
        deviceCount: 0,
        zone,
        holdMinutes: 0,
      };
      const said = { ...ABOUT_NOBODY, key, type: UNUSABLE_INCIDENT, deviceId: null, districtId, detail, line: null };
      const { alert: incident, facts } = await this.incidents.open(turn, said);
      return [...facts, ...(await this.takeUnder(turn, incident, alike))];
    }
    return [];
  }

  /** What somebody has taken up stays that person's. */
  private async takeUnder(turn: Turn, incident: Alert, alike: readonly Alert[]): Promise<Fact[]> {
    const told: Fact[] = [];
    const alertIds: string[] = [];
    for (const { id } of alike) {
      const facts = await this.incidents.attach(turn, id, incident);
      if (facts.length === 0) continue;
      told.push(...facts);
      alertIds.push(id);
    }
    const deviceCount = detailOf(UNUSABLE_INCIDENT, incident).deviceCount + alertIds.length;
    await this.incidents.grow(turn, incident.id, { deviceCount });
    return [
      ...told,
      { type: 'incident.grew', subject: incident.id, districtId: incident.districtId, data: { alertIds } },
    ];
  }
}

const LOOKED_AT = { do: 'close', how: { kind: 'looked_at', data: {} } } as const;

const keyOf = (deviceId: string): string => conditionKey(null, deviceId, UNUSABLE);

/** About dispensers, and no citizen: it can wait, and is planned. */
const ABOUT_NOBODY = {
  priority: 'P3',
  ladderName: 'planned-work',
  citizenId: null,
  doseId: null,
  dose: null,
  unmatched: false,
} as const satisfies Partial<Report>;
