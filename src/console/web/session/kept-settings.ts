import type { OwnSettings } from '../model.js';

const KEY = 'dosevagt.settings';
const DEFAULTS: OwnSettings = { language: null, theme: 'system', density: 'comfortable', sound: false, push: false };

/** The settings of whoever signed in here last and has not signed out, so that a page that is opened anew looks as hers from the start. */
export function readKept(): OwnSettings {
  const text = 'localStorage' in globalThis ? localStorage.getItem(KEY) : null;
  try {
    return { ...DEFAULTS, ...(JSON.parse(text ?? '{}') as Partial<OwnSettings> | null) };
  } catch {
    return DEFAULTS;
  }
}

export const keepHere = (settings: OwnSettings): void => localStorage.setItem(KEY, JSON.stringify(settings));

export function forgetHere(): OwnSettings {
  localStorage.removeItem(KEY);
  return DEFAULTS;
}
