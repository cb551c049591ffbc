import { computed } from '@preact/signals';
import { parts, pathOf } from './operations/parts.js';
import { hasQueue, session } from './session/session.js';

/** Where the reader begins: whoever only reports begins with the figures, whoever has no queue with what she runs the house by. */
export const landing = computed(() => {
  const roles = session.value?.roles ?? [];
  if (roles.includes('manager') && !roles.some((role) => role === 'nurse' || role === 'lead')) return '/status';
  const [only, ...others] = parts.value;
  if (hasQueue.value || !only) return '/';
  return others.length > 0 ? '/operations' : pathOf(only);
});
