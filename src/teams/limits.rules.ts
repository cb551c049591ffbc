import { ancestors, type District } from './district.rules.js';

export const LIMITED = ['P1', 'P2', 'P3', 'P4'] as const;
export const LIMITS = ['toClaim', 'toContact', 'toResolve'] as const;
export type Limited = (typeof LIMITED)[number];
export type LimitName = (typeof LIMITS)[number];

/** Seconds from the moment an alert opened within which a municipality means to have answered it; what is not said has no limit. */
export type Limits = { readonly [priority in Limited]?: { readonly [limit in LimitName]?: number } };

export interface DistrictLimits {
  readonly districtId: string;
  readonly limits: Limits;
  readonly version: number;
}

/** The limits that hold in a district: each its own, or else that of the nearest district above it that has one. */
export function limitsIn(
  set: readonly Pick<DistrictLimits, 'districtId' | 'limits'>[],
  districts: readonly Pick<District, 'id' | 'parentId'>[],
  districtId: string,
): Limits {
  const up = [districtId, ...ancestors(districts, districtId)].flatMap((id) => set.filter((s) => s.districtId === id));
  return up.reduceRight<Limits>(
    (held, { limits }) =>
      Object.fromEntries(LIMITED.map((priority) => [priority, { ...held[priority], ...limits[priority] }])),
    {},
  );
}
