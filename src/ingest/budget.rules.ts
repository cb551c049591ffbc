/** What a dispenser may say and have settled with all others; beyond it is a spell, settled in the dispenser's own turn. */
export interface BudgetLimits {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counted in place: this is done for every event. */
export interface Budget {
  /** Events that may still be said at once. */
  left: number;
  atMs: number;
  isSpent: boolean;
}

/** A spell ends when so much of the burst may be said again: what is said in it stays in order, and is not let in drop by drop. */
const CALM_SHARE = 0.5;

export const fullBudget = ({ burst }: BudgetLimits, atMs: number): Budget => ({ left: burst, atMs, isSpent: false });

/** Takes one event off the budget; answers whether it is beyond it. */
export function spend(budget: Budget, { perSecond, burst }: BudgetLimits, nowMs: number): boolean {
  if (nowMs > budget.atMs) {
    budget.left = Math.min(burst, budget.left + ((nowMs - budget.atMs) / 1000) * perSecond);
    budget.atMs = nowMs;
  }
  if (budget.isSpent && budget.left >= burst * CALM_SHARE) budget.isSpent = false;
  if (budget.left >= 1) budget.left -= 1;
  else budget.isSpent = true;
  return budget.isSpent;
}

/** So long after the last event beyond its budget a dispenser is calm again. */
export const CALM_MINUTES = 10;
