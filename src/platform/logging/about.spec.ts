import { describe, expect, it } from '@jest/globals';
import { setImmediate as breath } from 'node:timers/promises';
import { aboutNow, nowAlsoAbout, workingOn } from './about.js';
import { loggerTo } from './log.js';

describe('what a line of the log is about', () => {
  it('is what is worked on, however deep and however late, and nothing of what goes on beside it', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = loggerTo('info', 'worker', { write: (line: string) => void lines.push(JSON.parse(line)) });
    const one = workingOn({ requestId: 'r1' }, async () => {
      await breath();
      log.info({}, 'asked');
      await workingOn({ entry: 7 }, async () => {
        nowAlsoAbout({ alertId: 'a1' });
        await breath();
        log.info({}, 'heard');
      });
      log.info({ alertId: 'a2' }, 'said by itself');
    });
    workingOn({ requestId: 'r2' }, () => log.info({}, 'beside'));
    await one;
    log.info({}, 'nobody');
    const about = ({ msg, requestId, entry, alertId }: Record<string, unknown>) => [msg, requestId, entry, alertId];
    expect(lines.map(about)).toEqual([
      ['beside', 'r2', undefined, undefined],
      ['asked', 'r1', undefined, undefined],
      ['heard', 'r1', 7, 'a1'],
      ['said by itself', 'r1', undefined, 'a2'],
      ['nobody', undefined, undefined, undefined],
    ]);
  });

  it('is nothing outside of any work', () => {
    nowAlsoAbout({ alertId: 'a1' });
    expect(aboutNow()).toEqual({});
  });
});
