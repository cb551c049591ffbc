import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Answers, AnswersNothing, DECLARED } from './answers.js';
import { at } from '../fields.js';

const shown = z.object({ id: z.string(), dueAt: at, rungs: z.array(z.object({ after: z.number().nullable() })) });
const good = { id: 'a', dueAt: new Date(0), rungs: [{ after: 1 }] };

/** Held by the compiler: where it does not refuse one of these, it refuses the comment before it. */
class Routes {
  @Answers(shown)
  asDeclared() {
    return good;
  }

  @Answers(shown)
  later(): Promise<{ readonly id: string; readonly dueAt: Date; readonly rungs: readonly { after: null }[] }> {
    return Promise.resolve({ ...good, rungs: [{ after: null }] });
  }

  // @ts-expect-error an instant is given as a Date
  @Answers(shown)
  asText() {
    return { ...good, dueAt: '2026-03-10T06:00:00Z' };
  }

  // @ts-expect-error the rungs are missing
  @Answers(shown)
  less() {
    return { id: 'a', dueAt: new Date(0) };
  }

  // @ts-expect-error what is not declared is not shown
  @Answers(shown)
  more() {
    return { ...good, passwordHash: 'x' };
  }

  // @ts-expect-error nor deeper down
  @Answers(shown)
  moreBelow() {
    return { ...good, rungs: [{ after: 1, note: 'x' }] };
  }

  // @ts-expect-error it may be missing
  @Answers(shown)
  perhaps() {
    return [good][0];
  }

  // @ts-expect-error whatever that is
  @Answers(shown)
  unknown(): unknown {
    return good;
  }

  // @ts-expect-error a body where there is none
  @AnswersNothing()
  something() {
    return good;
  }
}

describe('a declared answer', () => {
  it('is marked, so that a route without one is found', () => {
    expect(Reflect.getMetadata(DECLARED, Routes.prototype.asDeclared)).toBe(true);
  });
});
