import type { Point } from './district.rules.js';
import type { OwnDay } from './holiday.rules.js';
import type { Override } from './roster.rules.js';
import type { OwnShift } from './shifts/own-shift.rules.js';
import type { Shift } from './shifts/shift-dates.rules.js';

export const TEAM_KINDS = ['e-district', 'home-care', 'night', 'response-centre'] as const;
export type TeamKind = (typeof TEAM_KINDS)[number];

/** People who work a district: `lat` and `lon` are the base they set out from. */
export interface Team extends Point {
  id: string;
  name: string;
  kind: TeamKind;
  districtId: string;
  zone: string;
  shifts: Shift[];
  overrides: Override[];
  createdAt: Date;
  version: number;
}

/** With whom it works: what its roster can be held against. */
export interface RosteredTeam extends Team {
  /** Who belongs to it now and is not disabled. */
  crew: ReadonlySet<string>;
  /** What its municipality says of its days. */
  ownDays: readonly OwnDay[];
  /** What each says of herself. */
  ownShifts: readonly OwnShift[];
}
