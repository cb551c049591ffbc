import { useSignal } from '@preact/signals';
import { ApiError } from '../../api.js';
import { endSession } from '../../session/session.js';

/** A save that is under way or was refused; what was typed stays where it is. */
export interface Saving {
  readonly isBusy: boolean;
  readonly refusal: ApiError | null;
  /** Whether it went through. */
  readonly save: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly forget: () => void;
}

export function useSaving(): Saving {
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | null>(null);
  const save = async (work: () => Promise<unknown>) => {
    isBusy.value = true;
    refusal.value = null;
    try {
      await work();
      return true;
    } catch (error) {
      refusal.value = error instanceof ApiError ? error : new ApiError(0);
      if (refusal.value.status === 401) endSession();
      return false;
    } finally {
      isBusy.value = false;
    }
  };
  return { isBusy: isBusy.value, refusal: refusal.value, save, forget: () => (refusal.value = null) };
}

/** Whether the gateway refused what stands in the field, or below it. */
export const isWrong = (refusal: ApiError | null, field: string): boolean =>
  refusal?.body.errors?.some(({ path }) => path === field || path.startsWith(`${field}.`)) ?? false;
