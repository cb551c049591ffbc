import type { Route } from 'playwright-core';
import type { Row } from '../../src/console/web/model.js';
import { aRow } from '../support/makers.js';

const HOUR_MILLIS = 3_600_000;

/** A queue of invented rows, longer than a town has, that changes while somebody looks at it. */
export class LongQueue {
  private rows = Array.from({ length: 2_000 }, (_, n) => this.make(n, 'P2'));
  private made = this.rows.length;
  /** How often it has changed; the page shows it as how many there are. */
  changes = 0;
  /** Whether nobody answers for it. */
  isDown = false;

  /** One comes and one goes, anywhere; now and then a critical one comes on top. */
  change(seed: number): void {
    const at = (seed * 7_919) % this.rows.length;
    const isCritical = seed % 4 === 0;
    this.rows.splice(isCritical ? 0 : at, 0, this.make(this.made++, isCritical ? 'P1' : 'P2'));
    if (seed % 3 === 0) this.rows.splice((seed * 104_729) % this.rows.length, 1);
    this.changes++;
  }

  /** Of the first, something has become different. */
  becomes(about: Partial<Row>): void {
    this.rows[0] = { ...this.rows[0]!, ...about };
    this.changes++;
  }

  readonly answer = (route: Route): Promise<void> => {
    if (this.isDown) return route.fulfill({ status: 503 });
    const query = new URL(route.request().url()).searchParams;
    const [from, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit'))];
    const next = from + limit < this.rows.length ? String(from + limit) : null;
    const counts = { unclaimed: this.rows.length, mine: 0, byPriority: { P1: 0, P2: 0, P3: 0, P4: 0 } };
    const items = this.rows.slice(from, from + limit);
    return route.fulfill({ json: { counts: { all: this.changes, ...counts }, items, nextCursor: next } });
  };

  private make(n: number, priority: 'P1' | 'P2') {
    return aRow({
      id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      citizenId: null,
      name: `Opdigtet ${n}`,
      street: n % 5 ? `Opdigtet Gade ${n}` : `Den meget lange og slet ikke virkelige Opdigtede Kirkesti ${n}`,
      deadlineAt: new Date(Date.UTC(2030, 0, 1) + n * HOUR_MILLIS).toISOString(),
      priority,
    });
  }
}
