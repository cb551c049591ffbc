import { language } from '../../texts.js';

const KM2 = 1e6;
/** Below a hectare square metres say more. */
const SMALL = 1e4;

/** `3.5 km²`, or `250 m²` of what is small. */
export function sayArea(squareMetres: number): string {
  const isSmall = squareMetres < SMALL;
  const shown = new Intl.NumberFormat(language.value, { maximumFractionDigits: isSmall ? 0 : 2 });
  return `${shown.format(isSmall ? squareMetres : squareMetres / KM2)} ${isSmall ? 'm²' : 'km²'}`;
}
