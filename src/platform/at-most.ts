/** What work comes to, or null when the time is up first: then `onTimeUp` is called, and the work goes on unheard. */
export async function atMost<T>(
  ms: number,
  work: Promise<T>,
  onTimeUp: () => void = () => undefined,
): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      onTimeUp();
      resolve(null);
    }, ms);
  });
  return Promise.race([work, timeUp]).finally(() => clearTimeout(timer));
}
