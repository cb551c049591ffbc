import { computed } from '@preact/signals';
import { PATHS } from '../addresses/paths.js';
import { may, reachesAll } from '../session/session.js';

/** Whoever looks after the machine: what it says belongs to no district. */
export const runsTheMachine = (): boolean => may('operations:read') && reachesAll('fleet');

/** What the house is run by, in the order of the tabs, and to whom each is shown. What may be done there the gateway judges. */
const SHOWN = {
  health: runsTheMachine,
  fleet: () => may('devices:write'),
  quarantine: runsTheMachine,
  deliveries: runsTheMachine,
  ladders: () => may('ladders:write'),
  districts: () => may('districts:write'),
  teams: () => may('rosters:write'),
  staff: () => may('house:write'),
  partners: () => may('house:write'),
  reads: () => may('reads:read'),
  glass: () => may('glass:review'),
  lists: () => may('house:write') || may('citizens:write'),
  setup: () => may('house:write'),
} as const satisfies Record<string, () => boolean>;
export type Part = keyof typeof SHOWN;

export const pathOf = (part: Part): string => (part === 'setup' ? '/setup' : `/operations/${part}`);

/** Those of them that the reader may see, and that have a page. */
export const parts = computed(() =>
  (Object.keys(SHOWN) as Part[]).filter((part) => PATHS.includes(pathOf(part)) && SHOWN[part]()),
);
