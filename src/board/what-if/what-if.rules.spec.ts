import { describe, expect, it } from '@jest/globals';
import { aCase, ask, done, LATER, NOW, routed } from '../../../test/support/cases.js';
import type { Case } from '../../cases/case-state.rules.js';
import { DEFAULT_LADDERS, type Rung } from '../../ladders/ladder.rules.js';
import { everyRung, type Look, nextLook, type Step, whyAgain } from './what-if.rules.js';

const at = (time: string): Date => new Date(`2026-03-10T${time}:00Z`);
const { rungs } = DEFAULT_LADDERS['standard-dose'];

/** Asked, with nothing that falls due. */
type About = NonNullable<Parameters<typeof aCase>[1]>;
const NOTHING_DUE = { shiftEndsAt: null, releaseAt: null, remindAt: null, claimExpiresAt: null };
const waiting = ({ alert = {}, task = {}, climb = {} }: About): Case =>
  aCase('asked', {
    alert,
    task: { ...NOTHING_DUE, ...task },
    climb: climb && { becomes: null, deadlineAt: null, nextRungAt: null, ...climb },
  });

describe('what time does with a case that nobody takes up', () => {
  it.each<[string, About, Look | null]>([
    ['its next rung', { climb: { nextRungAt: at('08:15') } }, { do: 'climb', at: at('08:15') }],
    ['a rung that is late, now', { climb: { nextRungAt: at('07:00') } }, { do: 'climb', at: NOW }],
    [
      'the end of the shift it is with, where that comes first',
      { task: { shiftEndsAt: at('08:05') }, climb: { nextRungAt: at('08:15') } },
      { do: 'end-shift', at: at('08:05') },
    ],
    [
      'the same in one instant with a rung',
      { task: { shiftEndsAt: at('08:15') }, climb: { nextRungAt: at('08:15') } },
      { do: 'end-shift', at: at('08:15') },
    ],
    [
      'the same where both are late',
      { task: { shiftEndsAt: at('07:10') }, climb: { nextRungAt: at('07:00') } },
      { do: 'end-shift', at: NOW },
    ],
    [
      'the answer of its holder that did not come',
      { task: { releaseAt: at('08:10') } },
      { do: 'end-shift', at: at('08:10') },
    ],
    [
      'the word to its holder',
      { task: { remindAt: at('08:10'), claimExpiresAt: LATER } },
      { do: 'watch-claim', at: at('08:10') },
    ],
    ['the end of a claim', { task: { claimExpiresAt: LATER } }, { do: 'watch-claim', at: LATER }],
    ['that it leaves the shelf', { alert: { state: 'shelved', shelvedUntil: LATER } }, { do: 'unshelve', at: LATER }],
    ['that it stands for itself again', { alert: { attached: true, attachedUntil: LATER } }, { do: 'free', at: LATER }],
    ['no shelf, and no parent, that it has left', { alert: { shelvedUntil: LATER, attachedUntil: LATER } }, null],
    ['nothing once its last rung has come', { climb: { rung: rungs.length - 1, nextRungAt: LATER } }, null],
    ['nothing where it waits for somebody alone', {}, null],
    ['nothing once it is over', { alert: { state: 'auto-resolved' }, climb: { nextRungAt: LATER } }, null],
    ['nothing before it has a ladder', { climb: null }, null],
  ])('is %s', (_, about, expected) => {
    expect(nextLook(waiting(about), NOW)).toEqual(expected);
  });

  it('is what begins or ends around it, where that comes no later', () => {
    const of = waiting({ climb: { nextRungAt: at('08:15') } });
    const move = { do: 'move', at: at('08:15') } as const;
    expect(nextLook(of, NOW, [move])).toEqual(move);
    expect(nextLook(of, NOW, [{ ...move, at: at('08:16') }])).toEqual({ do: 'climb', at: at('08:15') });
    expect(nextLook(waiting({}), NOW, [move])).toEqual(move);
    expect(nextLook(waiting({ climb: { rung: rungs.length - 1 } }), NOW, [move])).toBeNull();
  });

  it('brings a rung once more for a reason, and the next one for none', () => {
    expect(whyAgain('move', 1, 1)).toBe('citizen-moved');
    expect(whyAgain('go-home', 0, 1)).toBe('went-home');
    expect(whyAgain('end-shift', 1, 1)).toBe('shift-over');
    expect(whyAgain('end-shift', 2, 1)).toBeNull();
    expect(whyAgain('climb', 1, 1)).toBeNull();
    expect(whyAgain('move', 0, null)).toBeNull();
  });

  it('comes to its last rung by the rules that really run', () => {
    let of = waiting({ climb: { nextRungAt: at('08:15') } });
    const looks: string[] = [];
    for (let look = nextLook(of, NOW); look !== null && looks.length < 10; look = nextLook(of, look.at)) {
      looks.push(look.at.toISOString().slice(11, 16));
      const index = of.climb!.nextRung!;
      of = done(of, { do: 'rung', index, routing: routed('team'), ask, reached: true }, look.at).case;
      of = { ...of, task: { ...of.task!, ...NOTHING_DUE } };
    }
    expect(looks).toEqual(['08:15', '08:30', '08:45', '09:00']);
    expect(of.climb!.rung).toBe(rungs.length - 1);
  });
});

describe('the whole ladder, as it would come', () => {
  const step = (rung: number, about: Partial<Step> = {}): Step => ({
    rung,
    at: NOW,
    again: null,
    skipped: false,
    rule: 'nearest-in-district',
    routing: null,
    work: 'visit',
    recipients: [],
    ...about,
  });
  const whys = (steps: Step[], cut: Parameters<typeof everyRung>[2] = { before: null, isCutShort: false }): string[] =>
    everyRung(rungs, steps, cut).map(({ rung, step: came, whyNot }) => `${rung} ${whyNot ?? `came ${came.rule}`}`);

  it.each<[string, Step[], Parameters<typeof everyRung>[2] | undefined, string[]]>([
    ['each as it came', rungs.map((_, i) => step(i)), undefined, rungs.map((_, i) => `${i} came nearest-in-district`)],
    [
      'those below the first that came are overtaken, those above the last wait',
      [step(2)],
      undefined,
      ['0 overtaken', '1 overtaken', '2 came nearest-in-district', '3 waits', '4 waits'],
    ],
    [
      'what came before it was asked',
      [step(3), step(4)],
      { before: 2, isCutShort: false },
      ['0 came-before', '1 came-before', '2 came-before', '3 came nearest-in-district', '4 came nearest-in-district'],
    ],
    [
      'the service rests before the third',
      [step(0), step(1)],
      { before: null, isCutShort: true },
      ['0 came nearest-in-district', '1 came nearest-in-district', '2 paused', '3 paused', '4 paused'],
    ],
    [
      'one that came twice',
      [step(0), step(0, { rule: 'nobody-on-duty' })],
      undefined,
      ['0 came nearest-in-district', '0 came nobody-on-duty', '1 waits', '2 waits', '3 waits', '4 waits'],
    ],
    ['none', [], undefined, ['0 waits', '1 waits', '2 waits', '3 waits', '4 waits']],
  ])('%s', (_, steps, cut, expected) => {
    expect(whys(steps, cut)).toEqual(expected);
  });

  it('of no ladder is none', () => {
    const none: Rung[] = [];
    expect(everyRung(none, [], { before: null, isCutShort: false })).toEqual([]);
  });
});
