import { createHash } from 'node:crypto';
import pg from 'pg';

/** Texts beyond these are not worth remembering: they were put together for one occasion. */
const MOST_TEXTS = 1_000;

/**
 * Written before a statement that takes many rows of a table that may have grown tenfold since a minute ago: it is not prepared,
 * since a plan made when the table was small would be kept until PostgreSQL next counts it.
 */
export const PLANNED_ANEW = '/* planned anew */';

/** What of pg its types leave out: how a value becomes what is sent; throws for one that cannot be written. */
interface Inside {
  readonly utils: { readonly prepareValue: (value: unknown) => Buffer | string | null };
}
const { prepareValue } = (pg as typeof pg & Inside).utils;

/** A statement is not there under its name, or another is: somebody stands between who hands out sessions that are not ours. */
const NAME_IS_LOST = new Set(['26000', '42P05']);
/** A table has other columns than when the statement was prepared; it would be refused on this connection for ever. */
const PLAN_IS_STALE = { code: '0A000', routine: 'RevalidateCachedQuery' };

/** Whether a statement was refused for how it was prepared, before anything of it was done; said again it is as good as new. */
export function isAboutPreparing(error: unknown): boolean {
  const { driverError } = error as { driverError?: unknown };
  const { code = '', routine } = (driverError ?? error) as { code?: string; routine?: string };
  return NAME_IS_LOST.has(code) || (code === PLAN_IS_STALE.code && routine === PLAN_IS_STALE.routine);
}

/**
 * A client that prepares each statement with parameters once a connection. The house says the same few hundred statements all day,
 * most of them short: reading and planning one costs PostgreSQL as much as running it. Where sessions come from a pooler nothing is
 * prepared, since the next statement may go to another.
 * Values are written before anything is sent: where one cannot be, pg would close the statement and go on believing it is there,
 * and everything that says it on this connection would fail from then on.
 */
export function preparing(Client: typeof pg.Client, session: { isPooled: boolean }): typeof pg.Client {
  return class extends Client {
    /** Statements are prepared anew, under other names, once one of them was found stale. */
    private generation = 0;

    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg declares a dozen shapes of it; texts with values are ours
    override query(...question: any[]): any {
      const [text, values, ...rest] = question as unknown[];
      const isWorthIt = typeof text === 'string' && !session.isPooled && !text.startsWith(PLANNED_ANEW);
      const name = isWorthIt && Array.isArray(values) && values.length > 0 ? nameOf(text) : null;
      if (name === null) return (super.query as (...question: unknown[]) => unknown)(...(question as unknown[]));
      const ask = super.query.bind(this) as (...question: unknown[]) => unknown;
      try {
        const written = (values as unknown[]).map((value) => prepareValue(value));
        const answer = ask({ name: `${name}.${this.generation}`, text, values: written }, ...rest);
        return answer instanceof Promise
          ? answer.catch((error: unknown) => this.askAgain(error, () => ask(text, written)))
          : answer;
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
    }

    /** Within a transaction all of it is to be said again, which is for whoever began it. */
    private askAgain(error: unknown, ask: () => unknown): unknown {
      if (!isAboutPreparing(error)) throw error;
      if (NAME_IS_LOST.has((error as { code: string }).code)) session.isPooled = true;
      this.generation++;
      if (this.getTransactionStatus() !== 'I') throw error;
      return ask();
    }
  };
}

const names = new Map<string, string>();

/** By what it says, in every process the same: of sessions that several of us share a name means one text. */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= MOST_TEXTS) return null;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}
