import { describe, expect, it } from '@jest/globals';
import { ASKED_AS } from '../platform/http/language.js';
import { chooseLanguage } from './asked.js';

describe('the language of a page', () => {
  it.each([
    [['da-DK', 'da', 'en'], 'da'],
    [['nb-NO'], 'nb'],
    [['nn'], 'nb'],
    [['no-NO', 'en-GB'], 'nb'],
    [['en-GB', 'da'], 'en'],
    [['sv-SE', 'DA-dk'], 'da'],
    [['de', 'fr'], 'en'],
    [[''], 'en'],
    [['toString', '__proto__'], 'en'],
    [[], 'en'],
  ])('of a browser that asks for %j is %s', (asked, language) => expect(chooseLanguage(asked)).toBe(language));

  it.each(Object.entries(ASKED_AS))('is asked for as the API is: %s', (tag, language) =>
    expect(chooseLanguage([tag])).toBe(language),
  );
});
