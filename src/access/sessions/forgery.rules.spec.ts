import { describe, expect, it } from '@jest/globals';
import { isForged } from './forgery.rules.js';

describe('a request with a cookie', () => {
  const host = 'dosevagt.example:3000';
  it.each([
    [{ method: 'GET', secFetchSite: 'cross-site' }, false],
    [{ method: 'HEAD', origin: 'https://evil.example' }, false],
    [{ method: 'POST' }, false],
    [{ method: 'POST', secFetchSite: 'same-origin' }, false],
    [{ method: 'POST', secFetchSite: 'none' }, false],
    [{ method: 'POST', secFetchSite: 'same-site' }, true],
    [{ method: 'POST', secFetchSite: 'cross-site' }, true],
    [{ method: 'DELETE', secFetchSite: 'cross-site' }, true],
    [{ method: 'post', secFetchSite: 'cross-site' }, true],
    [{ method: 'POST', origin: 'http://dosevagt.example:3000', host }, false],
    [{ method: 'POST', origin: 'http://dosevagt.example:3000', host: 'Dosevagt.example:3000' }, false],
    [{ method: 'POST', origin: 'http://dosevagt.example', host }, true],
    [{ method: 'POST', origin: 'https://evil.example', host }, true],
    [{ method: 'POST', origin: 'null', host }, true],
    [{ method: 'POST', origin: 'https://evil.example' }, true],
  ])('%j is forged: %s', (provenance, forged) => expect(isForged(provenance)).toBe(forged));
});
