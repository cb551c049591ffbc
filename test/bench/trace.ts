import type { Browser, Page } from 'playwright-core';

/** What Chromium's tracing says of a page while something was done in it. */
export interface Traced {
  /** Of each interaction, from the press to the next frame, in milliseconds (Event Timing, in steps of 8). */
  interactions: number[];
  /** Of each task of the page's main thread, in milliseconds. */
  tasks: number[];
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: { readonly duration?: number; readonly interactionId?: number };
  };
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'latencyInfo', 'toplevel'];
const TASK = /^(RunTask|ThreadControllerImpl::RunTask)$/;

/** Does the work in the page and tells what it cost there; no other page of the browser does anything meanwhile. */
export async function trace(browser: Browser, page: Page, work: () => Promise<void>): Promise<Traced> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  // The frame that shows what was done last.
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)))');
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents.flatMap(({ name, args, pid, tid }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [],
    ),
  );
  return {
    interactions: traceEvents.flatMap(({ name, args }) =>
      name === 'EventTiming' && args?.data?.interactionId ? [args.data.duration ?? 0] : [],
    ),
    tasks: traceEvents.flatMap(({ name, pid, tid, dur = 0 }) =>
      TASK.test(name) && mains.has(`${pid} ${tid}`) ? [dur / 1_000] : [],
    ),
  };
}

/** The worst there was: of so few interactions that is INP. */
export const worst = (durations: readonly number[]): number =>
  durations.length > 0 ? Math.max(...durations) : Number.NaN;
