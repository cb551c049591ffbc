import { z } from 'zod';
import { named, withExample } from '../../platform/http/fields.js';
import { LANGUAGES } from '../../platform/http/language.js';

const language = z.enum(LANGUAGES).nullable().meta({ description: 'null: the one that the browser asks for' });
const theme = z.enum(['system', 'light', 'dark']).meta({ description: 'system: as the device is set' });
const density = z.enum(['comfortable', 'compact']);
const sound = z.boolean().meta({ description: 'whether a new P1, and what the house tells her, sounds' });
const push = z.boolean().meta({ description: 'whether what is addressed to her is pushed to her devices' });

const DEFAULTS = { language: null, theme: 'system', density: 'comfortable', sound: false, push: false } as const;
const example = { language: 'da', theme: 'dark', density: 'compact', sound: true, push: false } as const;

/** All of them: what is left out is as it is for whoever never set anything. */
export const ownSettingsBody = withExample(
  z.strictObject({
    language: language.default(DEFAULTS.language),
    theme: theme.default(DEFAULTS.theme),
    density: density.default(DEFAULTS.density),
    sound: sound.default(DEFAULTS.sound),
    push: push.default(DEFAULTS.push),
  }),
  example,
);
export type OwnSettings = z.infer<typeof ownSettingsBody>;

export const ownSettingsSchema = named('OwnSettings', z.object({ language, theme, density, sound, push }), example);

/** What was kept, as it is understood today: what is not, such as a word of a newer version, is as by default. */
export const readKept = (kept: unknown): OwnSettings => keptSchema.parse(kept);

const keptSchema = z
  .object({
    language: language.catch(DEFAULTS.language),
    theme: theme.catch(DEFAULTS.theme),
    density: density.catch(DEFAULTS.density),
    sound: sound.catch(DEFAULTS.sound),
    push: push.catch(DEFAULTS.push),
  })
  .catch({ ...DEFAULTS });
