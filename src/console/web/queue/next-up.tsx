import { computed } from '@preact/signals';
import { second } from '../clock.js';
import { formatLeft } from './list/countdown.js';
import type { Row } from '../model.js';
import { wentOnTo } from './moving-on.js';
import { isUnclaimed } from './queue.js';
import { nameRow } from './rows.js';
import { isOpened, openTask, selectedId } from './selection.js';
import { shownRows } from './shown.js';
import { isLeaving } from '../task/leaving.js';
import { texts } from '../texts.js';

/** What is hers or nobody's, the most critical first. */
const next = computed(() =>
  wentOnTo.value === selectedId.value && !isOpened.value
    ? (shownRows.value.find((row) => (row.mine || isUnclaimed(row)) && !isLeaving(row.id)) ?? null)
    : null,
);

/** On a phone, after one was closed: the next, one press away. */
export function NextUp() {
  return next.value && <Next row={next.value} />;
}

function Next({ row }: { row: Row }) {
  const left = Date.parse(row.deadlineAt) - second.value;
  const words = left > 0 ? formatLeft(left) : texts.row.over(formatLeft(-left));
  return (
    <button class="primary next-up" onClick={() => openTask(row.id)}>
      {texts.list.next([nameRow(row), row.priority, words].join(', '))}
    </button>
  );
}
