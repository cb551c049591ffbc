import { computed } from '@preact/signals';
import { parts, pathOf } from '../operations/parts.js';
import { hasQueue, isAdmin, session } from '../session/session.js';
import { house } from '../setup/house.js';

/** Where the reader begins: whoever can set an empty house up does so, whoever only reports begins with the figures, whoever has no queue with what she runs the house by. */
export const landing = computed(() => {
  if (isAdmin.value && house.value?.isOpen) return '/setup';
  const roles = session.value?.roles ?? [];
  if (roles.includes('manager') && !roles.some((role) => role === 'nurse' || role === 'lead')) return '/status';
  const [only, ...others] = parts.value;
  if (hasQueue.value || !only) return '/';
  return others.length > 0 ? '/operations' : pathOf(only);
});
