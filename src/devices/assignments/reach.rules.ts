/** What of a dispenser somebody may see: what is of citizens of the districts, null for all, and what is nobody's. */
export interface Reach {
  readonly districtIds: readonly string[] | null;
  readonly isOverNobodys: boolean;
}

/** Within the districts; what belongs to no citizen is for those who see all, and for those with a say over dispensers. */
export const reachOf = (
  districtIds: readonly string[] | 'all',
  { scopes }: { readonly scopes: readonly string[] },
): Reach => ({
  districtIds: districtIds === 'all' ? null : districtIds,
  isOverNobodys: districtIds === 'all' || scopes.includes('devices:write'),
});

/** Whether what is of a citizen of the district, or of nobody, is within reach. */
export function reaches(
  { districtIds, isOverNobodys }: Reach,
  of: { readonly citizenId: string | null; readonly districtId: string | null },
): boolean {
  if (of.citizenId === null) return isOverNobodys;
  return districtIds === null || (of.districtId !== null && districtIds.includes(of.districtId));
}
