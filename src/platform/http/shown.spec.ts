import { describe, expect, it } from '@jest/globals';
import { asAnswer, because, Shown, showing, shows } from './shown.js';

describe('whom an answer shows', () => {
  it('is told once each, with every reason why its reader may be shown some of them, and what of them by name', () => {
    const shown = new Shown();
    asAnswer(shown, () => {
      shows(['a', null, 'b']);
      shows('a');
      because('break-glass: emergency');
      because('work');
      because('work');
      showing(['phone', 'mobile']);
      showing(['phone']);
    });
    expect([...shown.citizenIds]).toEqual(['a', 'b']);
    expect([...shown.reasons]).toEqual(['break-glass: emergency', 'work']);
    expect([...shown.fields]).toEqual(['phone', 'mobile']);
  });

  it('is nobody outside of an answer', () => {
    shows('a');
    because('work');
    showing(['phone']);
  });
});
