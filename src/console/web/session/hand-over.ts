import { computed } from '@preact/signals';
import type { StreamFact, Task } from '../model.js';
import { announcement, notify } from '../notices/notices.js';
import { playTone } from '../notices/sound.js';
import { mine } from '../queue/queue.js';
import { session } from './session.js';
import { soon } from '../soon.js';
import { texts } from '../texts.js';

/** Whether the reader's shift is over and the task waits for her answer. */
export const isAsked = (task: Task): boolean => Boolean(task.releaseAt && task.claimedBy === session.value?.id);

export const asked = computed(() => mine.value.filter(isAsked));

const say = soon(() => {
  notify(texts.notice.handOverAsked, 'warning');
  announcement.value = texts.notice.handOverAsked;
  playTone();
  return Promise.resolve();
}, 300);

/** Said aloud once for all she holds: also where the work has begun, which nobody takes away. */
export function hearOfHandOver({ type, data }: StreamFact): void {
  if (type === 'task.hand_over_asked' && data.claimedBy === session.value?.id) say();
}
