import { describe, expect, it } from '@jest/globals';
import { readBasic } from './partner.rules.js';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a client that signs in by header', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['Bearer abc', null],
    ['Basic', null],
    ['Basic !!!', null],
    [basic('no colon'), null],
    [basic('nul%00l:secret'), null],
    [basic(':'), null],
    [basic('partner-1:s3cret'), { clientId: 'partner-1', clientSecret: 's3cret' }],
    [basic('partner-1:s3cret').replace('Basic', 'basic'), { clientId: 'partner-1', clientSecret: 's3cret' }],
    [basic('a%3Ab:c:d'), { clientId: 'a:b', clientSecret: 'c:d' }],
    [basic('partner-1:100%'), { clientId: 'partner-1', clientSecret: '100%' }],
  ])('%j', (header, read) => expect(readBasic(header)).toEqual(read));
});
