import { describe, expect, it } from '@jest/globals';
import { readFleetList } from './fleet-list.rules.js';

const one = { deviceId: 'HAD-0001', dialect: null, model: null, presence: null, expectEveryMinutes: null };
const header = 'line 1: must name the columns deviceId, and if wanted dialect, model, presence, expectEveryMinutes';

describe('a list of dispensers', () => {
  it.each([
    ['ids only', 'deviceId\nHAD-0001\n', { devices: [one] }],
    ['only a header', 'deviceId\n', { devices: [] }],
    ['Windows line ends and a byte order mark', '\uFEFFdeviceId\r\nHAD-0001\r\n\r\n', { devices: [one] }],
    [
      'every column, in any order, quoted, by semicolons',
      'model;"deviceId";expectEveryMinutes;dialect;presence\n"Demo 1";HAD-0001;240;cloudevents;visit',
      {
        devices: [
          { deviceId: 'HAD-0001', dialect: 'cloudevents', model: 'Demo 1', presence: 'visit', expectEveryMinutes: 240 },
        ],
      },
    ],
    ['cells left out', 'deviceId,dialect,model\nHAD-0001,,\n', { devices: [one] }],
    ['nothing', '', { mistakes: [header] }],
    ['no header', 'HAD-0001\nHAD-0002', { mistakes: [header] }],
    ['a strange column', 'deviceId,secret\nHAD-0001,s', { mistakes: [header] }],
    ['a column twice', 'deviceId,deviceId\na,b', { mistakes: [header] }],
    [
      'a presence nobody knows, and times that are no minutes of a week',
      'deviceId,presence,expectEveryMinutes\nHAD-0001,sometimes,\nHAD-0002,visit,0\nHAD-0003,visit,10081\nHAD-0004,connected,10080\n',
      {
        mistakes: [
          'line 2: presence must be connected or visit',
          'line 3: expectEveryMinutes must be a whole number of minutes from 1 to 10080',
          'line 4: expectEveryMinutes must be a whole number of minutes from 1 to 10080',
        ],
      },
    ],
    [
      'wrong lines',
      'deviceId\nHAD/1\nHAD-0001\nHAD-0001\nHAD-0002,x\n',
      {
        mistakes: [
          'line 2: "HAD/1" is no device id (1-64 of A-Z a-z 0-9 . _ -)',
          'line 4: HAD-0001 is listed twice',
          'line 5: more columns than the header names',
        ],
      },
    ],
  ])('with %s', (_, text, read) => expect(readFleetList(text)).toEqual(read));
});
