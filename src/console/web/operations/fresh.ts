import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { ApiError } from '../api.js';
import { gatewayNow } from '../clock.js';
import { endSession } from '../session/session.js';

/** What was read last, and how it stands with it. */
export interface Fresh<T> {
  readonly found: T | null;
  /** By the clock of the house. */
  readonly readAt: number | null;
  /** Why what is shown may not be so any more; 0 where nobody answered. */
  readonly trouble: ApiError | null;
  /** Whether it is read again by itself. */
  readonly isByItself: boolean;
  /** Reads it again, as after something was done about it. */
  readonly again: () => Promise<void>;
}

/** Asks, and asks again by itself every so often; what was read for other inputs is gone at once, and of two answers the later asked holds. */
export function useFresh<T>(ask: () => Promise<T>, inputs: readonly unknown[], everyMillis: number | null): Fresh<T> {
  const found = useSignal<T | null>(null);
  const readAt = useSignal<number | null>(null);
  const trouble = useSignal<ApiError | null>(null);
  const latest = useSignal(0);
  const again = async () => {
    const mine = ++latest.value;
    try {
      const answer = await ask();
      if (latest.value !== mine) return;
      found.value = answer;
      readAt.value = gatewayNow();
      trouble.value = null;
    } catch (error) {
      if (latest.value !== mine) return;
      trouble.value = error instanceof ApiError ? error : new ApiError(0);
      if (trouble.value.status === 401) endSession();
    }
  };
  useLayoutEffect(() => void ((found.value = null), (trouble.value = null)), [...inputs]);
  useEffect(() => {
    void again();
    const timer = everyMillis === null ? undefined : setInterval(() => void again(), everyMillis);
    return () => {
      latest.value++;
      clearInterval(timer);
    };
  }, [...inputs]);
  return { found: found.value, readAt: readAt.value, trouble: trouble.value, isByItself: everyMillis !== null, again };
}
