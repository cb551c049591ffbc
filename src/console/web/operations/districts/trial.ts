import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../../api.js';
import type { RedrawnBorders } from '../../model.js';
import { asks, type NewBorder } from './asks.js';

export interface Trial {
  /** Null until it was worked out, and where it was refused. */
  readonly result: RedrawnBorders | null;
  readonly refusal: ApiError | null;
  /** Whether it is of what is chosen now. */
  readonly isCurrent: boolean;
}

const DELAY_MILLIS = 250;

/**
 * What the borders would do, a little after they were chosen.
 * @param asked which they are, in short
 */
export function useTrial(borders: NewBorder[], asked: string): Trial {
  const found = useSignal<{ result: RedrawnBorders | null; refusal: ApiError | null; of: string } | null>(null);
  useEffect(() => {
    let isLeft = false;
    const run = async () => {
      const answer = borders.length > 0 ? await attempt(borders) : { result: null, refusal: null };
      if (!isLeft) found.value = { ...answer, of: asked };
    };
    const timer = setTimeout(() => void run(), DELAY_MILLIS);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [asked]);
  const isCurrent = found.value?.of === asked;
  return {
    result: isCurrent ? (found.value?.result ?? null) : null,
    refusal: isCurrent ? (found.value?.refusal ?? null) : null,
    isCurrent,
  };
}

async function attempt(borders: NewBorder[]) {
  try {
    return { result: await asks.tryBorders(borders), refusal: null };
  } catch (error) {
    return { result: null, refusal: error instanceof ApiError ? error : new ApiError(0) };
  }
}
