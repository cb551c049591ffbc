import { Injectable } from '@nestjs/common';
import { Log } from '../logging/log.js';
import { Seldom } from '../logging/seldom.js';
import { Metrics } from '../metrics/metrics.js';

/** SQLSTATE classes: a value that fits no type (22), breaks a constraint (23), or is too large or too deep for PostgreSQL (54). */
const ABOUT_DATA = ['22', '23', '54'];
const LINES_A_MINUTE = 20;

/** Whether the error is about what was written, which will be refused for ever, and not about who should have written it. */
export function isAboutData(error: unknown): boolean {
  const { name, code } = causeOf(error);
  return name === 'RangeError' || ABOUT_DATA.includes(code.slice(0, 2));
}

/** What went wrong as a code, without the value that it went wrong with. */
export function codeOf(error: unknown): string {
  const { name, code } = causeOf(error);
  return code || name;
}

/**
 * Does the work for all at once. One whose data is refused must not take the rest along: halves are tried until it is found, it is
 * handed to `refused`, and the rest is done. The work must be a transaction that may be repeated.
 * @throws whatever is not about data: then some of the work may have been done, and all of it is to be tried again
 */
export async function doWithoutCulprits<T>(
  all: readonly T[],
  work: (some: readonly T[]) => Promise<unknown>,
  refused: (culprit: T, error: unknown) => unknown,
): Promise<void> {
  if (all.length === 0) return;
  try {
    await work(all);
  } catch (error) {
    if (!isAboutData(error)) throw error;
    if (all.length === 1) return void (await refused(all[0]!, error));
    const middle = all.length >> 1;
    await doWithoutCulprits(all.slice(0, middle), work, refused);
    await doWithoutCulprits(all.slice(middle), work, refused);
  }
}

/** Says what was left out of a batch because its data was refused: counted, and a few lines a minute of each kind. */
@Injectable()
export class Culprits {
  private readonly counter;
  private readonly seldom = new Seldom(LINES_A_MINUTE);

  constructor(
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter('set_aside_total', 'What was left out of a batch because its data was refused', [
      'what',
    ]);
  }

  note(what: string, about: { readonly deviceId: string } | { readonly deviceNumber: number }, error: unknown): void {
    this.counter.inc({ what });
    this.seldom.say(what, (more) =>
      this.log.warn({ what, ...about, error: codeOf(error), ...more }, 'data was refused, and set aside'),
    );
  }
}

function causeOf(error: unknown): { name: string; code: string } {
  const { driverError } = error as { driverError?: unknown };
  const { name, code } = (driverError ?? error) as { name?: string; code?: unknown };
  return { name: name ?? 'Error', code: typeof code === 'string' ? code : '' };
}
