import { handled } from './handled.js';
import { filter, isLoaded, shownTasks } from './queue.js';
import { hasQueue, isAdmin, teams } from '../session/session.js';
import { TaskRow } from './task-row.js';
import { SignOfLife } from './ticking.js';
import { stream } from '../stream.js';
import { texts } from '../texts.js';

export function TaskList() {
  const shown = filter.value === 'handled' ? handled.value : shownTasks.value;
  return (
    <section aria-labelledby="tasks-heading">
      <h2 id="tasks-heading" class="unseen" tabIndex={-1}>
        {texts.list.heading}
      </h2>
      {shown.length ? (
        <ol class={stream.value === 'lost' ? 'tasks stale' : 'tasks'}>
          {shown.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </ol>
      ) : (
        <div class="empty">
          <p>{sayWhyEmpty()}</p>
          <SignOfLife />
        </div>
      )}
    </section>
  );
}

function sayWhyEmpty(): string {
  if (!isLoaded.value) return texts.list.loading;
  if (!hasQueue.value || (!teams.value.length && !isAdmin.value)) return texts.list.noTeam;
  return texts.list.empty[filter.value];
}
