import { describe, expect, it } from '@jest/globals';
import { ownSettingsBody, readKept } from './own-settings.schema.js';

const unset = { language: null, theme: 'system', density: 'comfortable', sound: false, push: false };
const set = { language: 'nb', theme: 'dark', density: 'compact', sound: true, push: true };

describe('the settings of a person', () => {
  it.each<[string, unknown, object]>([
    ['that were never set', undefined, unset],
    ['that were set', set, set],
    ['of an older version, with fewer of them', { theme: 'dark' }, { ...unset, theme: 'dark' }],
    [
      'of a newer version, with words and fields of its own',
      { ...set, theme: 'sepia', font: 'large' },
      { ...set, theme: 'system' },
    ],
    ['that are none at all', 'dark', unset],
  ])('are read: %s', (_, kept, read) => expect(readKept(kept)).toEqual(read));

  it.each<[object, object | null]>([
    [{}, unset],
    [set, set],
    [{ sound: true }, { ...unset, sound: true }],
    [{ language: null }, unset],
    [{ language: 'sv' }, null],
    [{ theme: null }, null],
    [{ sound: 'yes' }, null],
    [{ volume: 3 }, null],
  ])('are written: %j', (said, read) => expect(ownSettingsBody.safeParse(said).data ?? null).toEqual(read));
});
