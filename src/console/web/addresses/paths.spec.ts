import { describe, expect, it } from '@jest/globals';
import { LINKS } from './paths.js';

describe('a link', () => {
  it.each([
    ['/', true],
    ['/queue?team=1&who=mine', true],
    ['/tasks/018f', true],
    ['/team/018f/handover', true],
    ['/map?show=018f', true],
    ['/status/print?from=2026-03-01', true],
    ['/what-if?citizen=018f#steps', true],
    ['/tasks/', false],
    ['/tasks/018f/log', false],
    ['/mapped', false],
    ['/api/docs', false],
    ['//elsewhere.example/queue', false],
    ['https://elsewhere.example/queue', false],
    ['tel:+4500000001', false],
  ])('%s is one of the console: %s', (href, isPage) => expect(LINKS.test(href)).toBe(isPage));
});
