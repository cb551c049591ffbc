import { steadyMs } from '../platform/clock/clock.js';
import { sayTrouble } from '../platform/database/say-trouble.rules.js';

/** How the last commits to the journal went. */
export class Commits {
  private succeededAt: number | null = null;
  private failedAt: number | null = null;
  private failingSince: number | null = null;
  /** What the last that failed died of, in words anybody may read. */
  why = '';

  succeeded(): void {
    this.succeededAt = steadyMs();
    this.failingSince = null;
  }

  failed(error: unknown): void {
    this.failedAt = steadyMs();
    this.failingSince ??= this.failedAt;
    this.why = sayTrouble(error);
  }

  get sinceSuccessMs(): number | null {
    return since(this.succeededAt);
  }

  get sinceFailureMs(): number | null {
    return since(this.failedAt);
  }

  get failingMs(): number | null {
    return since(this.failingSince);
  }
}

const since = (at: number | null): number | null => (at === null ? null : steadyMs() - at);
