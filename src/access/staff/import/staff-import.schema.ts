import { z } from 'zod';
import { sheetMistake, triedOut } from '../../../platform/csv/refused-sheet.js';
import { exampleId, named } from '../../../platform/http/fields.js';

export const importQuery = z.strictObject({
  dryRun: triedOut,
});

const count = z.number().int();

export const importedStaffSchema = named(
  'ImportedStaff',
  z.object({
    dryRun: z.boolean().meta({ description: 'whether nothing was done' }),
    new: count,
    passwordsMade: count,
    changed: count,
    same: count,
    mistakes: count.meta({ description: 'how many there are; with any of them nothing is done' }),
    errors: z.array(sheetMistake).meta({ description: 'of a dry run: the first thousand mistakes' }),
    items: z.array(
      z.object({
        line: count,
        fate: z.enum(['new', 'changed', 'same']),
        username: z.string(),
        staffId: z.uuid().nullable().meta({ description: 'null of one that is not there yet' }),
        password: z.string().nullable().meta({
          description: 'the first one of a new account, shown this once; null in a dry run and of all others',
        }),
      }),
    ),
  }),
  {
    dryRun: false,
    new: 1,
    passwordsMade: 1,
    changed: 0,
    same: 0,
    mistakes: 0,
    errors: [],
    items: [
      {
        line: 2,
        fate: 'new',
        username: 'bo',
        staffId: exampleId('nurse'),
        password: 'an-invented-password-shown-once',
      },
    ],
  },
);
