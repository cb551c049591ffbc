import { effect } from '@preact/signals';
import { settings } from './session/settings.js';
import { changeLanguage, language, languageOfBrowser } from './texts.js';

/** The page follows the reader's settings without a reload: its language, its colours and how close its rows are. */
export function followSettings(): void {
  const page = document.documentElement;
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  document.head.append(manifest);
  effect(() => void changeLanguage(settings.value.language ?? languageOfBrowser()));
  effect(() => {
    page.lang = language.value;
    manifest.href = `/manifest-${language.value}.webmanifest`;
    page.dataset.theme = settings.value.theme;
    page.dataset.density = settings.value.density;
  });
}
