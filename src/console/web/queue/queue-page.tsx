import { useLocation } from 'preact-iso/router';
import { useLayoutEffect } from 'preact/hooks';
import { Filters } from './filters.js';
import { MarkBar } from './mark-bar.js';
import { isOpened } from './selection.js';
import { later } from '../later.js';
import { TaskList } from './list/task-list.js';
import { TaskDetail } from '../task/task-detail.js';
import { takeUpAddress } from '../addresses/whereabouts.js';

const Keys = later(() => import('../keys/keys.js').then((found) => found.Keys));
const ShadowPanel = later(() => import('./shadow-panel.js').then((found) => found.ShadowPanel));
const CloseManyDialog = later(() => import('../task/many/close-many-dialog.js').then((found) => found.CloseManyDialog));
const ByHandDialog = later(() => import('../by-hand/by-hand-dialog.js').then((found) => found.ByHandDialog));

/** What to take next, and the task that was taken: beside the list on a desk, in its place on a phone. */
export function QueuePage() {
  const { url } = useLocation();
  useLayoutEffect(takeUpAddress, [url]);
  return (
    <main class={isOpened.value ? 'panes opened' : 'panes'}>
      <div class="list-pane">
        <Filters />
        <MarkBar />
        <TaskList />
        <ShadowPanel />
      </div>
      <TaskDetail />
      <Keys />
      <CloseManyDialog />
      <ByHandDialog />
    </main>
  );
}
