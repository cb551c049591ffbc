/** Runs it a little later; many calls within that time are one. What it asks for is news, never an answer: it may fail. */
export function soon(run: () => Promise<void>, delayMillis: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void run();
    }, delayMillis);
  };
}
