import { PriorityIcon } from './icons.js';
import { wordFor } from '../../labels.js';
import type { Row } from '../../model.js';
import { texts } from '../../texts.js';

/** How urgent, by shape, code and word. */
export function PriorityMark({ priority, id }: Pick<Row, 'priority'> & { id?: string }) {
  return (
    <span {...(id && { id })} class={`priority ${priority}`}>
      <PriorityIcon priority={priority} />
      <b>{priority}</b> <span class="priority-word">{wordFor(texts.priority, priority)}</span>
    </span>
  );
}
