import pg from 'pg';
import { closesByItself, withErrorListener } from '../emitters.js';

/** SQLSTATE 08006, connection failure: said by us when the server said nothing. */
class NoAnswer extends Error {
  readonly code = '08006';
}

/**
 * A client that gives its connection up when a statement is not answered in time. A server that was frozen, or lost without a
 * word, closes nothing: without this its last statement would be waited for until the kernel despairs of it, a quarter of an hour later.
 */
export function impatientClient(answerMs: () => number): typeof pg.Client {
  return class ImpatientClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      // Between two holders nobody listens; a last word of the server that arrives just then must not end the process.
      withErrorListener(this, closesByItself);
    }

    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg declares a dozen shapes of it; a promise comes of those we use
    override query(...question: any[]): any {
      const answer: unknown = (super.query as (...question: unknown[]) => unknown)(...question);
      const ms = answerMs();
      if (answer instanceof Promise && Number.isFinite(ms)) {
        const giveUp = setTimeout(() => this.giveUp(ms), ms);
        const answered = (): void => clearTimeout(giveUp);
        answer.then(answered, answered);
      }
      return answer;
    }

    private giveUp(ms: number): void {
      const { connection } = this as unknown as { connection: { stream: { destroy(error: Error): void } } };
      connection.stream.destroy(new NoAnswer(`PostgreSQL did not answer within ${ms} ms`));
    }
  };
}
