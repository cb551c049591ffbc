import { openCatalogue } from './texts.js';
import type { OfficeWords } from '../../words/office/en.js';

/** The words of the pages of whoever leads, reports and operates: read with the first of them. */
export const officeTexts = await openCatalogue<OfficeWords>({
  en: () => import('../../words/office/en.js').then(({ officeEn }) => officeEn),
  da: () => import('../../words/office/da.js').then(({ officeDa }) => officeDa),
  nb: () => import('../../words/office/nb.js').then(({ officeNb }) => officeNb),
});
