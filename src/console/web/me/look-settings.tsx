import type { OwnSettings } from '../model.js';
import { changeSettings, settings } from '../session/settings.js';
import { type Language, texts } from '../texts.js';

/** Each in its own words: whoever does not read the page's finds hers. */
const LANGUAGES = { en: 'English', da: 'Dansk', nb: 'Norsk bokmål' } satisfies Record<Language, string>;
const isLanguage = (value: string): value is keyof typeof LANGUAGES => value in LANGUAGES;

/** Language, colours and how close the rows are: in force as soon as they are chosen. */
export function LookSettings() {
  const { language, theme, density } = settings.value;
  return (
    <section>
      <h3>{texts.me.look}</h3>
      <p class="quiet">{texts.me.lookHint}</p>
      <label class="choice">
        {texts.me.language}
        <select
          value={language ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void changeSettings({ language: isLanguage(value) ? value : null })
          }
        >
          <option value="">{texts.me.languageOfBrowser}</option>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Choice name="theme" title={texts.me.theme} words={texts.me.themes} chosen={theme} />
      <Choice name="density" title={texts.me.density} words={texts.me.densities} chosen={density} />
    </section>
  );
}

interface Props<Name extends 'theme' | 'density'> {
  name: Name;
  title: string;
  words: Readonly<Record<OwnSettings[Name], string>>;
  chosen: OwnSettings[Name];
}

function Choice<Name extends 'theme' | 'density'>({ name, title, words, chosen }: Props<Name>) {
  return (
    <fieldset class="choices">
      <legend>{title}</legend>
      {(Object.entries(words) as [OwnSettings[Name], string][]).map(([code, word]) => (
        <label key={code}>
          <input
            type="radio"
            name={name}
            checked={code === chosen}
            onChange={() => void changeSettings({ [name]: code })}
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
