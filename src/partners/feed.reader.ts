import type { PrincipalsService } from '../access/principals.service.js';
import type { Claims } from '../access/sessions/tokens.service.js';
import type { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import type { FeedFilter } from '../platform/facts/facts.store.js';
import type { Principal } from '../platform/http/principal.js';
import { seenBy } from './feed.rules.js';

const NEEDED = 'facts:read';

/** Who reads a stream, judged anew whenever what anybody may do has changed. */
export class FeedReader {
  private version: string | null = null;
  private who: Principal | null = null;

  constructor(
    private readonly claims: Claims,
    private readonly types: readonly string[] | undefined,
    private readonly database: Database,
    private readonly principals: PrincipalsService,
  ) {}

  /**
   * Who it is that may hear anything, as things stand; null: nobody any more. Nothing is asked where `version`, which was read a moment
   * ago, is still the one that it was judged by.
   */
  async letIn(version: string | null = null): Promise<Principal | null> {
    if (version === null || version !== this.version) await this.database.autocommit((tx) => this.judge(tx));
    return this.who;
  }

  /**
   * What it may hear; null: nothing any more. Whether it may is asked once more after it was read, so that nothing goes out that was
   * told after its reach had changed.
   */
  async read<T>(ask: (tx: Turn['tx'], filter: FeedFilter) => Promise<readonly T[]>): Promise<readonly T[] | null> {
    for (;;) {
      const found = await this.database.autocommit(async (tx) => {
        if (this.version === null) await this.judge(tx);
        const heard = this.who && (await ask(tx, seenBy(this.who, this.types)));
        return !heard?.length || (await this.principals.version(tx)) === this.version ? heard : 'another reach';
      });
      if (found !== 'another reach') return found;
      await this.letIn();
    }
  }

  /** Nothing is looked up where nothing changed. */
  private async judge(tx: Turn['tx']): Promise<void> {
    const version = await this.principals.version(tx);
    if (version === this.version) return;
    const who = await this.principals.find(tx, this.claims);
    this.who = who?.scopes.includes(NEEDED) ? who : null;
    this.version = version;
  }
}
