import { describe, expect, it } from '@jest/globals';
import { answerOf, languagesOf, wantedOf } from './answer.js';

const HOME = 'https://dosevagt.example.dk';

describe('answerOf', () => {
  it.each([
    ['navigate', '/', 'page'],
    ['navigate', '/queue?who=mine', 'page'],
    ['navigate', '/tasks/1', 'page'],
    ['navigate', '/apiary', 'page'],
    ['navigate', '/api/docs', null],
    ['navigate', '/readyz', null],
    ['navigate', '/worker.js', null],
    ['cors', '/assets/index-C1.js', 'file'],
    ['no-cors', '/icon.svg', 'file'],
    ['no-cors', '/icon-192.png', null],
    ['cors', '/manifest-da.webmanifest', null],
    ['cors', '/api/v1/tasks?view=queue', null],
    ['cors', '/api/v1/events/stream', null],
    ['cors', '/readyz', null],
    ['cors', '/', null],
  ])('%s %s is %s', (mode, path, answer) =>
    expect(answerOf({ method: 'GET', mode, url: HOME + path }, HOME)).toBe(answer),
  );

  it('is nothing for what is sent, and for another house', () => {
    expect(answerOf({ method: 'POST', mode: 'navigate', url: `${HOME}/` }, HOME)).toBeNull();
    expect(answerOf({ method: 'GET', mode: 'cors', url: 'https://tiles.example/assets/1.png' }, HOME)).toBeNull();
  });
});

describe('of the files', () => {
  const files = [
    '/assets/index-C1.js',
    '/assets/da-1.js',
    '/assets/office-da-2.js',
    '/assets/office-nb-2.js',
    '/assets/nb-1.js',
    '/assets/day-1.js',
  ];
  it('those of the languages that are read are had, and all others', () => {
    expect(wantedOf(files, new Set())).toEqual(['/assets/index-C1.js', '/assets/day-1.js']);
    expect(wantedOf(files, new Set(['da']))).toEqual(files.filter((file) => !file.includes('nb-')));
  });
  it('it is told which languages were read', () =>
    expect(languagesOf(['/', '/assets/index-C0.js', '/assets/da-0.js'])).toEqual(new Set(['da'])));
});
