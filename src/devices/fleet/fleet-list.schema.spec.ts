import { describe, expect, it } from '@jest/globals';
import { readFleetList } from './fleet-list.schema.js';

const one = { deviceId: 'HAD-0001', dialect: 'cloudevents', model: null, presence: null, expectEveryMinutes: null };

describe('a list of dispensers', () => {
  const read = (text: string) => {
    const { rows, mistakes } = readFleetList(text, 100);
    return {
      devices: rows.map(({ value }) => value),
      mistakes: mistakes.map(({ path, line, message }) => `${line} ${path}: ${message}`),
    };
  };

  it.each([
    ['ids only', 'deviceId\nHAD-0001\n', [one]],
    ['only a header', 'deviceId\n', []],
    ['cells left out', 'deviceId,dialect,model\nHAD-0001,,\n', [one]],
    [
      'every column, in any order, by semicolons, with words of every kind',
      'model;"deviceId";expectEveryMinutes;dialect;presence\n"Demo; ""1""";HAD-0001;240;compact;visit',
      [{ deviceId: 'HAD-0001', dialect: 'compact', model: 'Demo; "1"', presence: 'visit', expectEveryMinutes: 240 }],
    ],
  ])('with %s', (_, text, devices) => expect(read(text)).toEqual({ devices, mistakes: [] }));

  it('tells the line and the field of every mistake', () => {
    const text = [
      'deviceId,dialect,presence,expectEveryMinutes',
      'HAD/1,,,',
      'HAD-0001,klingon,,',
      'HAD-0002,,sometimes,0',
      'HAD-0003,,visit,10080',
      ',,visit,',
      'HAD-0003,,connected,1.5',
      'HAD-0003,,,10081',
      'HAD-0003,,,',
    ];
    expect(read(text.join('\n')).mistakes).toEqual([
      '2 rows[0].deviceId: must be 1 to 64 letters, digits, dots, underscores or hyphens',
      expect.stringMatching(/^3 rows\[1\]\.dialect: is no dialect this gateway speaks: cloudevents, /),
      expect.stringMatching(/^4 rows\[2\]\.presence: .*connected.*visit/),
      expect.stringMatching(/^4 rows\[2\]\.expectEveryMinutes: /),
      '6 rows[4].deviceId: must not be empty',
      expect.stringMatching(/^7 rows\[5\]\.expectEveryMinutes: /),
      expect.stringMatching(/^8 rows\[6\]\.expectEveryMinutes: /),
      '9 rows[7].deviceId: stands on line 5 already',
    ]);
  });
});
