import { describe, expect, it } from '@jest/globals';
import { asAnswer, because, Shown, shows } from './shown.js';

describe('whom an answer shows', () => {
  it('is told once each, and every reason why its reader may be shown some of them', () => {
    const shown = new Shown();
    asAnswer(shown, () => {
      shows(['a', null, 'b']);
      shows('a');
      because('break-glass: emergency');
      because('work');
      because('work');
    });
    expect([...shown.citizenIds]).toEqual(['a', 'b']);
    expect([...shown.reasons]).toEqual(['break-glass: emergency', 'work']);
  });

  it('is nobody outside of an answer', () => {
    shows('a');
    because('work');
  });
});
