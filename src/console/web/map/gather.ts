interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What would lie on each other, as one, at the place of the first of them: give the most important first, and it stays where it is. */
export function gather<Mark>(marks: readonly Mark[], spotOf: (mark: Mark) => Spot, nearPixels: number): Mark[][] {
  const gathered: { spot: Spot; marks: Mark[] }[] = [];
  for (const mark of marks) {
    const spot = spotOf(mark);
    const near = gathered.find((one) => Math.hypot(one.spot.x - spot.x, one.spot.y - spot.y) < nearPixels);
    if (near) near.marks.push(mark);
    else gathered.push({ spot, marks: [mark] });
  }
  return gathered.map(({ marks: together }) => together);
}
