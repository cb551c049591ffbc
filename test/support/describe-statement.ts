import pg from 'pg';

/** A column of what a statement answers, as the server describes it before anything is run. */
export interface Column {
  readonly name: string;
  readonly dataTypeID: number;
}

/** Has the server parse and plan a statement, and tell what it would answer: nothing is run. */
export function describeStatement(client: pg.Client, sql: string): Promise<readonly Column[]> {
  return new Promise((resolve, reject) => {
    let columns: readonly Column[] = [];
    let error: Error | null = null;
    const asked = {
      submit(wire: Wire): void {
        wire.parse({ name: '', text: sql, types: [] });
        wire.describe({ type: 'S', name: '' });
        wire.sync();
      },
      handleRowDescription({ fields }: { fields: readonly Column[] }): void {
        columns = fields;
      },
      handleError(said: Error): void {
        error = said;
      },
      handleReadyForQuery(): void {
        if (error) reject(error);
        else resolve(columns);
      },
    };
    client.query(asked as never);
  });
}

interface Wire {
  parse(query: { name: string; text: string; types: number[] }): void;
  describe(what: { type: 'S'; name: string }): void;
  sync(): void;
}
