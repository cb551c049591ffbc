import { describe, expect, it } from '@jest/globals';
import { Turnstile } from './turnstile.js';

describe('the turnstile', () => {
  it('slows who was counted often, and nobody else, and not any more when that is forgiven', () => {
    const turnstile = new Turnstile(() => 1_000);
    for (let n = 0; n < 15; n++) turnstile.count('A');
    expect([turnstile.waitMs('A'), turnstile.waitMs('B')]).toEqual([1_000, 0]);
    turnstile.forgive('A');
    expect(turnstile.waitMs('A')).toBe(0);
  });

  it('remembers no more than so many, and first forgets whom it counted longest ago', () => {
    const turnstile = new Turnstile(() => 1_000);
    for (const name of ['LONG-AGO', 'LATELY']) for (let n = 0; n < 15; n++) turnstile.count(name);
    for (let n = 0; n < 19_998; n++) turnstile.count(`${n}`);
    turnstile.count('LATELY');
    turnstile.count('ONE-MORE');
    expect([turnstile.waitMs('LONG-AGO'), turnstile.waitMs('LATELY')]).toEqual([0, 2_000]);
  });
});
