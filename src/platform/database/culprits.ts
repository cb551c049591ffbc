import { Injectable } from '@nestjs/common';
import { Log } from '../logging/log.js';
import { Seldom } from '../logging/seldom.js';
import { Metrics } from '../metrics/metrics.js';
import { codeOf, isAboutMessage, troubleOf } from './trouble.rules.js';

const LINES_A_MINUTE = 20;
const HELD_LINES_A_MINUTE = 2;

/**
 * Does the work for all at once. One that is refused must not take the rest along: halves are tried until it is found, it is handed
 * to `refused`, and the rest is done. What our own code fails over is refused when it fails by itself once more. The work must be a
 * transaction that may be repeated.
 * @throws whatever is infrastructure: then some of the work may have been done, and all of it is to be tried again
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
    const trouble = troubleOf(error);
    if (trouble === 'infrastructure') throw error;
    if (all.length === 1)
      return trouble === 'data' ? void (await refused(all[0]!, error)) : onceMore(all, work, refused);
    const middle = all.length >> 1;
    await doWithoutCulprits(all.slice(0, middle), work, refused);
    await doWithoutCulprits(all.slice(middle), work, refused);
  }
}

async function onceMore<T>(
  alone: readonly T[],
  work: (some: readonly T[]) => Promise<unknown>,
  refused: (culprit: T, error: unknown) => unknown,
): Promise<void> {
  try {
    await work(alone);
  } catch (error) {
    if (!isAboutMessage(error)) throw error;
    await refused(alone[0]!, error);
  }
}

/** Says what was left out of a batch because its data was refused: counted, and a few lines a minute of each kind. */
@Injectable()
export class Culprits {
  private readonly counter;
  private readonly held;
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  private readonly seldomHeld = new Seldom(HELD_LINES_A_MINUTE);

  constructor(
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter('set_aside_total', 'What was left out of a batch because its data was refused', [
      'what',
    ]);
    this.held = metrics.counter('held_back_total', 'What was left out of a batch because somebody else held its row', [
      'what',
    ]);
  }

  note(what: string, about: { readonly deviceId: string } | { readonly deviceNumber: number }, error: unknown): void {
    this.counter.inc({ what });
    this.seldom.say(what, (more) =>
      this.log.warn({ what, ...about, error: codeOf(error), ...more }, 'data was refused, and set aside'),
    );
  }

  /** What waits, because somebody holds its row, while the rest of its batch was written. */
  noteHeld(what: string, ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.held.inc({ what }, ids.length);
    this.seldomHeld.say(what, (more) =>
      this.log.warn(
        { what, id: ids[0], count: ids.length, ...more },
        'somebody holds rows; what is about them waits, and the rest was written',
      ),
    );
  }
}
