import { describe, expect, it } from '@jest/globals';
import { pushedEn } from '../../../words/pushed/en.js';
import { readPushed } from './pushed.js';

const ID = '019aa3c1-7c1e-7a40-9d0e-000000000001';
const TASK = '019aa3c1-7c1e-7a40-9d0e-000000000002';
const message = {
  ...{ id: ID, news: 'taken-over', taskId: TASK, teamId: null, kind: 'visit', priority: 'P1' },
  ...{ at: '2026-03-10T08:05:00.000Z', language: 'en' },
};
const read = (about: object, asked: string[] = []) => readPushed(JSON.stringify({ ...message, ...about }), asked);

describe('what is shown of a message that was pushed', () => {
  it('is a sentence that names nobody, and leads to the task', () =>
    expect(read({})).toEqual({
      ...{ id: ID, isTest: false, lang: 'en', tag: TASK, isPressing: true, path: `/tasks/${TASK}` },
      ...{ title: 'P1 · Visit', body: 'A colleague took your task over.', at: Date.parse(message.at) },
    }));

  it.each([
    ['da', [], 'En kollega har overtaget din opgave.', 'da'],
    ['nb', ['da'], 'En kollega har overtatt oppgaven din.', 'nb'],
    [null, ['nn-NO', 'en'], 'En kollega har overtatt oppgaven din.', 'nb'],
    [null, ['sv', 'da-DK'], 'En kollega har overtaget din opgave.', 'da'],
    [null, ['sv'], 'A colleague took your task over.', 'en'],
    ['toString', [], 'A colleague took your task over.', 'en'],
  ])('is in her language, else in the browser’s: %s, %j', (language, asked, body, lang) =>
    expect(read({ language }, asked)).toMatchObject({ body, lang }),
  );

  it.each(Object.entries(pushedEn.news))('has the words for %s', (news, body) =>
    expect(read({ news })).toMatchObject({ body }),
  );

  it.each([
    [{ news: 'test', taskId: null, kind: null, priority: null }, '/me', 'test'],
    [{ news: 'shift-ended', taskId: null, teamId: TASK }, `/team/${TASK}`, ID],
    [{ news: 'notice', taskId: null }, '/', ID],
  ])('leads elsewhere: %j', (about, path, tag) => expect(read(about)).toMatchObject({ path, tag }));

  it.each([
    [undefined],
    ['no JSON'],
    ['null'],
    ['[]'],
    ['"text"'],
    [
      JSON.stringify({
        news: 'constructor',
        kind: 'toString',
        priority: 'P9',
        taskId: '//evil.example',
        id: 7,
        at: 'x',
      }),
    ],
  ])('is something, whatever came: %s', (text) =>
    expect(readPushed(text, [])).toEqual({
      ...{ id: null, isTest: false, title: 'Dosevagt', body: 'There is something for you.', lang: 'en' },
      ...{ tag: 'other', at: null, isPressing: false, path: '/' },
    }),
  );
});
