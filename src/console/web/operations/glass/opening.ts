import type { components } from '../../api.types.js';

export type Opening = components['schemas']['BreakGlassOpening'];
