import { describe, expect, it } from '@jest/globals';
import { readFleetList } from './fleet-list.rules.js';

const one = { deviceId: 'HAD-0001', dialect: null, model: null };
const header = 'line 1: must name the columns deviceId, and if wanted dialect and model';

describe('a list of dispensers', () => {
  it.each([
    ['ids only', 'deviceId\nHAD-0001\n', { devices: [one] }],
    ['only a header', 'deviceId\n', { devices: [] }],
    ['Windows line ends and a byte order mark', '\uFEFFdeviceId\r\nHAD-0001\r\n\r\n', { devices: [one] }],
    [
      'every column, in any order, quoted, by semicolons',
      'model;"deviceId";dialect\n"Demo 1";HAD-0001;cloudevents',
      { devices: [{ deviceId: 'HAD-0001', dialect: 'cloudevents', model: 'Demo 1' }] },
    ],
    ['cells left out', 'deviceId,dialect,model\nHAD-0001,,\n', { devices: [one] }],
    ['nothing', '', { mistakes: [header] }],
    ['no header', 'HAD-0001\nHAD-0002', { mistakes: [header] }],
    ['a strange column', 'deviceId,secret\nHAD-0001,s', { mistakes: [header] }],
    ['a column twice', 'deviceId,deviceId\na,b', { mistakes: [header] }],
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
