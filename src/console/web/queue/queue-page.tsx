import { useLocation } from 'preact-iso/router';
import { useLayoutEffect } from 'preact/hooks';
import { ByHandDialog } from '../by-hand/by-hand-dialog.js';
import { Filters } from './filters.js';
import { MarkBar } from './mark-bar.js';
import { isOpened } from './selection.js';
import { ShadowPanel } from './shadow-panel.js';
import { TaskList } from './list/task-list.js';
import { CloseManyDialog } from '../task/close-many-dialog.js';
import { ManyBecame } from '../task/many-became.js';
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
        <MarkBar />
        <ManyBecame />
        <TaskList />
        <ShadowPanel />
      </div>
      <TaskDetail />
      <CloseManyDialog />
      <ByHandDialog />
    </main>
  );
}
