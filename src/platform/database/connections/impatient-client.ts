import pg from 'pg';
import { type CancelableSession, requestCancel } from './cancel-request.js';

/** SQLSTATE 08006, connection failure: said by us when the server said nothing. */
class NoAnswer extends Error {
  readonly code = '08006';
}

/** SQLSTATE 08007, transaction resolution unknown: it is committed here, and a standby that was to have it perhaps does not. */
class CutShort extends Error {
  readonly code = '08007';
}

/** SQLSTATE 40003, statement completion unknown: the connection ended between a commit and its answer. */
class CommitUnanswered extends Error {
  readonly code = '40003';
}

/** Whose warning precedes the answer to a commit whose wait for the standby was ended: by an operator, or by our own patience. */
const WAIT_FOR_STANDBY = 'SyncRepWaitForLSN';
const WRITING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** What of pg its types leave out. */
interface Inside extends CancelableSession {
  readonly connection: { readonly stream: { destroy(error: Error): void } };
}

/**
 * A client that gives its connection up when a statement is not answered in time, and has the server end that statement. A server
 * that was frozen, or lost without a word, closes nothing: without this its last statement would be waited for until the kernel
 * despairs of it, a quarter of an hour later. A commit that a synchronous standby did not confirm is no success.
 */
export function impatientClient(answerMs: () => number): typeof ImpatientClient {
  return class extends ImpatientClient {
    protected override get patienceMs(): number {
      return answerMs();
    }
  };
}

export class ImpatientClient extends pg.Client {
  /** Whether the transaction under way changed a row, as its statements told; one that ends in a SELECT may have too. */
  hasWritten = false;
  private cutShort: CutShort | null = null;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('notice', ({ routine, message }) => {
      if (routine === WAIT_FOR_STANDBY) this.cutShort = new CutShort(message);
    });
  }

  protected get patienceMs(): number {
    return Infinity;
  }

  /**
   * Between two holders nobody listens, and a holder who leaves may take every listener along; a last word of the server that arrives
   * just then must not end the process. Whoever asks something is told by the answer.
   */
  override emit(...told: Parameters<pg.Client['emit']>): boolean {
    if (told[0] === 'error' && this.listenerCount('error') === 0) return false;
    return super.emit(...told);
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg declares a dozen shapes of it; a promise comes of those we use
  override query(...question: any[]): any {
    const answer: unknown = (super.query as (...question: unknown[]) => unknown)(...(question as unknown[]));
    if (!(answer instanceof Promise)) return answer;
    const isCommit = question[0] === 'COMMIT';
    const ms = this.patienceMs;
    let givingUp: Promise<NoAnswer> | null = null;
    const giveUp = (): void => {
      givingUp = this.giveUp(ms);
    };
    const patience = Number.isFinite(ms) ? setTimeout(giveUp, ms) : undefined;
    return answer.then(
      async (result: pg.QueryResult) => {
        clearTimeout(patience);
        if (givingUp) throw meaning(await givingUp, isCommit);
        this.take(result);
        return result;
      },
      async (error: unknown) => {
        clearTimeout(patience);
        throw meaning(givingUp ? await givingUp : error, isCommit);
      },
    );
  }

  private take({ command, rowCount }: pg.QueryResult): void {
    if (command === 'START' || command === 'BEGIN') this.hasWritten = false;
    else if (WRITING.has(command) && rowCount) this.hasWritten = true;
    const { cutShort } = this;
    this.cutShort = null;
    if (cutShort) throw cutShort;
  }

  /** Whatever is answered meanwhile comes too late: the connection is in a state nobody knows, and goes. */
  private async giveUp(ms: number): Promise<NoAnswer> {
    const inside = this as unknown as Inside;
    await requestCancel(inside);
    const error = new NoAnswer(`PostgreSQL did not answer within ${ms} ms`);
    inside.connection.stream.destroy(error);
    return error;
  }
}

/** Of a commit only what the server refused is known not to be done; one who ends the connection may have done it before. */
function meaning(error: unknown, isCommit: boolean): unknown {
  if (!isCommit) return error;
  const isRefused = error instanceof pg.DatabaseError && !error.code?.startsWith('57P0');
  return isRefused ? error : new CommitUnanswered((error as Error).message, { cause: error });
}
