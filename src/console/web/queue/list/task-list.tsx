import { useEffect } from 'preact/hooks';
import { isNarrow } from '../narrowing.js';
import { filter, isLoaded, narrowing } from '../queue.js';
import { hasQueue, isAdmin, teams } from '../../session/session.js';
import { sought } from '../search.js';
import { holding, letGo, shownRows, showWhatWaits, waiting } from '../shown.js';
import { SignOfLife } from './ticking.js';
import { hasContact } from '../../offline/contact.js';
import { Missing } from '../../setup/missing.js';
import { texts } from '../../texts.js';
import { LongList } from './long-list.js';

export function TaskList() {
  useEffect(() => letGo, []);
  return (
    <section aria-labelledby="tasks-heading">
      <h2 id="tasks-heading" class="unseen" tabIndex={-1}>
        {texts.list.heading}
      </h2>
      <div class={hasContact.value ? 'list' : 'list stale'} {...holding}>
        <Waiting />
        {shownRows.value.length > 0 ? (
          <LongList />
        ) : (
          <div class="empty">
            <p>{sayWhyEmpty()}</p>
            <SignOfLife />
            <Missing />
          </div>
        )}
      </div>
    </section>
  );
}

/** What has come and gone while the list was held. */
function Waiting() {
  const { fresh, gone } = waiting.value;
  return (
    <div class="held-back" role="status">
      {(fresh > 0 || gone.size > 0) && <button onClick={showWhatWaits}>{texts.list.waiting(fresh, gone.size)}</button>}
    </div>
  );
}

function sayWhyEmpty(): string {
  if (!isLoaded.value) return texts.list.loading;
  if (!hasQueue.value || (!teams.value.length && !isAdmin.value)) return texts.list.noTeam;
  if (sought.value && filter.value !== 'handled') return texts.list.noneFound;
  return isNarrow(narrowing.value) ? texts.narrow.none : texts.list.empty[filter.value];
}
