import { z } from 'zod';
import { sheetMistake, triedOut } from '../../platform/csv/refused-sheet.js';
import { named } from '../../platform/http/fields.js';
import { FATES } from './provision.rules.js';

export const provisionQuery = z.strictObject({
  dryRun: triedOut,
  rotate: z
    .stringbool()
    .default(false)
    .meta({ description: 'those that have a secret get another; the old one stops working. Else they are left alone' }),
});

const count = z.number().int();

export const provisionedSchema = named(
  'Provisioned',
  z.object({
    dryRun: z.boolean().meta({ description: 'whether nothing was done' }),
    rows: count.meta({ description: 'how many dispensers the list has, those with a mistake left out' }),
    registered: count,
    secretsMade: count,
    leftAlone: count.meta({ description: 'those that have a secret, and keep it' }),
    mistakes: count.meta({ description: 'how many there are; with any of them nothing is done' }),
    errors: z.array(sheetMistake).meta({ description: 'of a dry run: the first thousand mistakes' }),
    items: z.array(
      z.object({
        line: count,
        deviceId: z.string(),
        dialect: z.string(),
        model: z.string().nullable(),
        fate: z.enum(FATES),
        secret: z
          .string()
          .nullable()
          .meta({ description: 'shown this once; null in a dry run, and for those left alone' }),
      }),
    ),
  }),
  {
    dryRun: false,
    rows: 1,
    registered: 1,
    secretsMade: 1,
    leftAlone: 0,
    mistakes: 0,
    errors: [],
    items: [
      {
        line: 2,
        deviceId: 'DEMO-0001',
        dialect: 'cloudevents',
        model: 'Invented 3',
        fate: 'registered',
        secret: 'an-invented-secret-shown-once',
      },
    ],
  },
);
