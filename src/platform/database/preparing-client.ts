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

/**
 * A client that prepares each statement with parameters once a connection. The house says the same few hundred statements all day,
 * most of them short: reading and planning one costs PostgreSQL as much as running it.
 * Values are written before anything is sent: where one cannot be, pg would close the statement and go on believing it is there,
 * and everything that says it on this connection would fail from then on.
 */
export function preparing(Client: typeof pg.Client): typeof pg.Client {
  return class extends Client {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg declares a dozen shapes of it; texts with values are ours
    override query(...question: any[]): any {
      const [text, values, ...rest] = question as unknown[];
      const isWorthIt = typeof text === 'string' && !text.startsWith(PLANNED_ANEW);
      const name = isWorthIt && Array.isArray(values) && values.length > 0 ? nameOf(text) : null;
      if (name === null) return (super.query as (...question: unknown[]) => unknown)(...question);
      try {
        const written = (values as unknown[]).map((value) => prepareValue(value));
        return (super.query as (...question: unknown[]) => unknown)({ name, text, values: written }, ...rest);
      } catch (error) {
        return Promise.reject(error as Error);
      }
    }
  };
}

const names = new Map<string, string>();

function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= MOST_TEXTS) return null;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
