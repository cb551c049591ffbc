/** Where a line goes: a move where it begins, or goes on after something that is not known. */
export interface Curve {
  /** The `d` of a path through what is known. */
  readonly line: string;
  /** The same for a dot at each point, so that one between two that are not known is seen. */
  readonly dots: string;
}

export const WIDTH = 1_000;
export const HEIGHT = 1_000;

/** Values from left to right, drawn from 0 at the foot to `most` at the top of a field of WIDTH by HEIGHT. */
export function drawCurve(values: readonly (number | null)[], most: number): Curve {
  const points = values.map((value, n) => value !== null && `${across(n, values.length)} ${down(value, most)}`);
  const steps = points.map((point, n) => point && `${points[n - 1] ? 'L' : 'M'}${point}`);
  return {
    line: steps.filter(Boolean).join(''),
    dots: points
      .filter(Boolean)
      .map((point) => `M${point}h0`)
      .join(''),
  };
}

/** What is the same all the way, and where it changes it changes at once. */
export function drawLimit(values: readonly (number | null)[], most: number): string {
  const edge = (n: number) => round((n * WIDTH) / values.length);
  return values
    .map((value, n) => {
      if (value === null) return '';
      const begin = value === values[n - 1] ? '' : `M${edge(n)} ${down(value, most)}`;
      return value === values[n + 1] ? begin : `${begin}H${edge(n + 1)}`;
    })
    .join('');
}

/** In the middle of its share of the width. */
const across = (n: number, of: number): number => round(((n + 0.5) * WIDTH) / of);
const down = (value: number, most: number): number => round(HEIGHT - (value / most) * HEIGHT);
const round = (value: number): number => Math.round(value * 10) / 10;

const STEPS = [60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400];

/** The top of the field: a round time in seconds that nothing is above. */
export function topOf(values: readonly (number | null)[]): number {
  const most = Math.max(1, ...values.filter((value) => value !== null));
  return STEPS.find((step) => step >= most) ?? Math.ceil(most / 86_400) * 86_400;
}
