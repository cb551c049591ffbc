/** The queue, and a task of it: one page, so that the list stays where it is while a task is opened. */
const QUEUE = ['/', '/queue', '/tasks/:id'] as const;

/** Every other page; what is shown there says `shell.tsx`. */
export const BESIDE_THE_QUEUE = [
  '/team/:id',
  '/team/:id/handover',
  '/citizens',
  '/citizens/:id',
  '/citizens/:id/start',
  '/map',
  '/what-if',
  '/status',
  '/status/print',
  '/operations',
  '/operations/health',
  '/operations/districts',
  '/operations/districts/import',
  '/operations/districts/:id',
  '/operations/lists',
  '/operations/partners',
  '/operations/partners/:id',
  '/operations/staff',
  '/operations/staff/:id',
  '/operations/teams',
  '/operations/teams/:id',
  '/operations/glass',
  '/setup',
  '/operations/fleet',
  '/operations/fleet/:id',
  '/operations/register',
  '/operations/provision',
  '/operations/quarantine',
  '/operations/deliveries',
  '/operations/ladders',
  '/operations/ladders/:id',
  '/operations/reads',
  '/me',
] as const;

/** Every page there is: `:id` stands for the id of what is named before it. */
export const PATHS: readonly string[] = [...QUEUE, ...BESIDE_THE_QUEUE];

/** The links that are pages of the console; the browser follows all others by itself. */
export const LINKS = new RegExp(`^(?:${PATHS.map((path) => path.replaceAll(':id', '[^/?#]+')).join('|')})(?:[?#]|$)`);
