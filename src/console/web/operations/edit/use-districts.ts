import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { districts, readDistricts } from '../../districts.js';
import type { District } from '../../model.js';

/** By name; null until they were read, which nobody else does for whoever has no queue. */
export function useDistricts(): readonly District[] | null {
  const isRead = useSignal(false);
  useEffect(() => void readDistricts().then(() => (isRead.value = true)), []);
  return isRead.value ? districts.value.toSorted((a, b) => a.name.localeCompare(b.name)) : null;
}
