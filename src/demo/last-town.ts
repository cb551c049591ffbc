import pg from 'pg';
import { closesByItself, withErrorListener } from '../platform/emitters.js';

/** What scripts need of the town that was made; kept with it, and written to `.data/demo.json`. */
export interface Town {
  readonly partner: { clientId: string; clientSecret: string };
  readonly admin: { username: string; password: string };
  readonly staff: { username: string; password: string; team: string }[];
  readonly dispensers: { deviceId: string; secret: string; citizenId: string }[];
}

/** The name under which the house keeps what scripts need of the town it made. */
export const TOWN_SECRET = 'demo-town';

const UNDEFINED_TABLE = '42P01';

export interface LastTown {
  readonly town: Town;
  /** When a gateway was last there for it, and what its own clock said then. */
  readonly awakeAt: Date | null;
  readonly clockAt: Date | null;
}

/** The town that lives in a cluster; null where none was made. Asked before the house opens, and wakes nobody. */
export async function lastTown(url: string): Promise<LastTown | null> {
  const client = withErrorListener(new pg.Client({ connectionString: url }), closesByItself);
  await client.connect();
  try {
    const { rows } = await client.query<{ value: Buffer; awakeAt: Date | null; clockAt: Date | null }>(
      `SELECT "value", "realAt" AS "awakeAt", "clockAt" FROM secret
       LEFT JOIN (SELECT "realAt", "clockAt" FROM gateway_beat ORDER BY "realAt" DESC LIMIT 1) beat ON true
       WHERE "name" = $1`,
      [TOWN_SECRET],
    );
    if (!rows[0]) return null;
    const { value, awakeAt, clockAt } = rows[0];
    return { town: JSON.parse(value.toString()) as Town, awakeAt, clockAt };
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return null;
    throw error;
  } finally {
    await client.end();
  }
}
