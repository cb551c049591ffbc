import { useLocation } from 'preact-iso/router';
import { useLayoutEffect } from 'preact/hooks';
import { Filters } from './filters.js';
import { isOpened } from './selection.js';
import { ShadowPanel } from './shadow-panel.js';
import { TaskList } from './task-list.js';
import { TaskDetail } from '../task/task-detail.js';
import { takeUpAddress } from '../whereabouts.js';

/** What to take next, and the task that was taken: beside the list on a desk, in its place on a phone. */
export function QueuePage() {
  const { url } = useLocation();
  useLayoutEffect(takeUpAddress, [url]);
  return (
    <main class={isOpened.value ? 'panes opened' : 'panes'}>
      <div class="list-pane">
        <Filters />
        <TaskList />
        <ShadowPanel />
      </div>
      <TaskDetail />
    </main>
  );
}
