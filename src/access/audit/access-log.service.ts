import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { realNow } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { insertRow } from '../../platform/database/sql.js';
import { codeOf, troubleOf } from '../../platform/database/trouble.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Principal } from '../../platform/http/principal.js';
import { Log } from '../../platform/logging/log.js';
import { Seldom } from '../../platform/logging/seldom.js';
import { Metrics } from '../../platform/metrics/metrics.js';

export const ACCESS_EVENTS = [
  'sign-in',
  'sign-in.refused',
  'sign-in.slowed',
  'sign-out',
  'session.ended',
  'staff.created',
  'staff.changed',
  'staff.removed',
  'partner.created',
  'partner.changed',
  'partner.removed',
  'protection.lifted',
] as const;

export type Somebody = Pick<Principal, 'kind' | 'id'>;

/** Ids and codes, and words only where they are asked for. */
export interface AccessEvent {
  readonly what: (typeof ACCESS_EVENTS)[number];
  /** Whose account, or which citizen, it is about; null when there is none. */
  readonly of: { readonly kind: string; readonly id: string } | null;
  /** Who did it, if not the account itself; null for the command line. */
  readonly by?: Somebody | null;
  readonly address?: string | null;
  /** The names of the fields that were changed. */
  readonly fields?: readonly string[];
  /** Why, in the words of who did it: for auditors, and for no line of the service's own log. */
  readonly text?: string | null;
}

/** What a flood of refusals may write. */
const REFUSALS_A_MINUTE = 120;

/** Who came in, who was refused, and who changed whose account; kept, and counted in the metrics. */
@Injectable()
export class AccessLog {
  private readonly counter: Counter<'what'>;
  private readonly seldom = new Seldom(REFUSALS_A_MINUTE);

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter(
      'access_total',
      'Sign-ins, refusals, ended sessions, changes of accounts and lifted protections',
      ['what'],
    );
    for (const what of ACCESS_EVENTS) this.counter.inc({ what }, 0);
  }

  /** In the transaction of what it tells of: what cannot be written is not done. */
  async record(tx: Turn['tx'], event: AccessEvent): Promise<void> {
    await this.write(tx, event);
    this.tell(event);
  }

  /** What was refused is written as well as it can be; a flood is counted and not written whole. */
  async note(event: AccessEvent): Promise<void> {
    this.counter.inc({ what: event.what });
    let write: (() => Promise<void>) | null = null;
    this.seldom.say(event.what, (more) => {
      this.log.warn({ ...asLine(event), ...more }, 'somebody was not let in');
      write = () => this.database.commitAtOnce((tx) => this.write(tx, event));
    });
    await (write as (() => Promise<void>) | null)?.().catch((error: unknown) => {
      if (troubleOf(error) !== 'infrastructure') throw error;
      this.log.warn({ what: event.what, error: codeOf(error) }, 'a refusal could not be written down');
    });
  }

  /** It happened, whether or not it could be written down. */
  tell(event: AccessEvent): void {
    this.counter.inc({ what: event.what });
    this.log.info(asLine(event), 'access');
  }

  /** The line alone, for whoever tells of it when it is committed. */
  write(tx: Turn['tx'], { what, of, by = null, address = null, fields = [], text = null }: AccessEvent): Promise<void> {
    return insertRow(tx, 'access_log', {
      at: realNow(),
      what,
      principalKind: of?.kind ?? null,
      principalId: of?.id ?? null,
      byKind: by?.kind ?? null,
      byId: by?.id ?? null,
      address,
      fields,
      text,
    });
  }
}

const asLine = ({ what, of, by, address, fields }: AccessEvent) => ({
  what,
  principalKind: of?.kind,
  principalId: of?.id,
  byId: by?.id,
  address,
  fields,
});
