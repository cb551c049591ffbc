import { PriorityIcon } from '../queue/list/icons.js';
import type { PlacedRow } from '../model.js';

/** Where work waits: how urgent by shape, code and colour, and how much of it where it is several. */
export const TaskPin = ({ priority, count }: { priority: PlacedRow['priority']; count: number }) => (
  <span class={`pin ${priority}`}>
    <PriorityIcon priority={priority} />
    {priority}
    {count > 1 && <b>×{count}</b>}
  </span>
);

/** Where a team sets out from. */
export const TeamPin = ({ name, others, onDuty }: { name: string; others: number; onDuty: boolean }) => (
  <span class={onDuty ? 'pin team' : 'pin team off'}>
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 1 1 7v8h5v-5h4v5h5V7z" />
    </svg>
    <span class="pin-name">{name}</span>
    {others > 0 && <b>+{others}</b>}
  </span>
);
