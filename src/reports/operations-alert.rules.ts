/** An alert over the house itself as it stands: live, or when a person closed the last one. */
export interface OperationsAlert {
  readonly condition: string;
  readonly isLive: boolean;
  readonly closedAt: Date | null;
}

/** One alert for each condition, raised once, closed when it is over, and not raised anew while a person who closed it sets it right. */
export function followUp(
  found: readonly { readonly condition: string; readonly isWrong: boolean }[],
  alerts: readonly OperationsAlert[],
  patienceMs: number,
  now: Date,
): { raise: string[]; clear: string[] } {
  const alertOf = (condition: string) => alerts.find((alert) => alert.condition === condition);
  const isTold = (condition: string): boolean => {
    const { isLive = false, closedAt = null } = alertOf(condition) ?? {};
    return isLive || (closedAt !== null && now.getTime() - closedAt.getTime() < patienceMs);
  };
  const names = (which: typeof found): string[] => which.map(({ condition }) => condition);
  return {
    raise: names(found.filter(({ condition, isWrong }) => isWrong && !isTold(condition))),
    clear: names(found.filter(({ condition, isWrong }) => !isWrong && alertOf(condition)?.isLive)),
  };
}
