import { z } from 'zod';
import { sheetMistake, triedOut } from '../../platform/csv/refused-sheet.js';
import { exampleId, named } from '../../platform/http/fields.js';

export const importQuery = z.strictObject({
  dryRun: triedOut,
});

const count = z.number().int();

export const importedCitizensSchema = named(
  'ImportedCitizens',
  z.object({
    dryRun: z.boolean().meta({ description: 'whether nothing was done' }),
    new: count,
    changed: count,
    same: count,
    mistakes: count.meta({ description: 'how many there are; with any of them nothing is done' }),
    errors: z.array(sheetMistake).meta({ description: 'of a dry run: the first thousand mistakes' }),
    items: z.array(
      z.object({
        line: count,
        fate: z.enum(['new', 'changed', 'same']),
        citizenId: z.uuid().nullable().meta({ description: 'null of one who is not there yet' }),
        districtId: z.uuid().nullable(),
        located: z
          .literal('postcode')
          .nullable()
          .meta({ description: 'nobody said where she lives: she is put in the middle of her postal code' }),
      }),
    ),
  }),
  {
    dryRun: false,
    new: 1,
    changed: 0,
    same: 0,
    mistakes: 0,
    errors: [],
    items: [
      { line: 2, fate: 'new', citizenId: exampleId('citizen'), districtId: exampleId('district'), located: 'postcode' },
    ],
  },
);
