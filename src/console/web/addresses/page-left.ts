/** The page is being left: what is sent now has to outlive it. */
export let isPageLeft = false;

/** Runs as the last thing. */
export function whenPageIsLeft(run: () => void): void {
  addEventListener('pagehide', () => {
    isPageLeft = true;
    run();
  });
  addEventListener('pageshow', () => (isPageLeft = false));
}
