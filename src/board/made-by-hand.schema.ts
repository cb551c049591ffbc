import { z } from 'zod';
import { PRIORITIES } from '../cases/alert.rules.js';
import { MINUTES_TO_ACCEPT } from '../cases/climbing/kind-of-work.rules.js';
import { TASK_KINDS } from '../cases/task.rules.js';
import { LADDER_NAMES } from '../ladders/ladder.rules.js';
import { exampleId, withExample } from '../platform/http/fields.js';
import { uuid } from '../platform/http/query.js';

const minutes = Object.entries(MINUTES_TO_ACCEPT).map(([priority, most]) => `${priority} ${most}`);

export const createTaskBody = withExample(
  z.strictObject({
    citizenId: uuid.toLowerCase(),
    kind: z.enum(TASK_KINDS),
    priority: z.enum(PRIORITIES),
    text: z
      .string()
      .trim()
      .min(1)
      .max(2000)
      .meta({ description: 'what is asked for; shown with the task and in its handling log, and told in no fact' }),
    assigneeId: uuid
      .toLowerCase()
      .nullish()
      .meta({ description: `who is asked first; not claimed in time (minutes: ${minutes.join(', ')}), the team is` }),
    ladder: z.enum(LADDER_NAMES).optional().meta({ description: '`planned-work` where none is named' }),
  }),
  {
    citizenId: exampleId('citizen'),
    kind: 'call',
    priority: 'P3',
    text: 'The daughter rang: the new dispenser beeps at night, please ring her back',
    assigneeId: exampleId('nurse'),
  },
);
