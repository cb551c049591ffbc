import { announcement, dismiss, notices } from './notices.js';
import { RefusedList } from '../offline/refused-list.js';
import { LeavingList } from '../task/leaving-list.js';
import { PersonalList } from './personal-list.js';
import { texts } from '../texts.js';

/** What just happened, shown for a while; and, unseen, what a screen reader must say at once. */
export function Notices() {
  return (
    <>
      <div class="unseen" role="alert" aria-live="assertive">
        {announcement.value}
      </div>
      <div class="notices" role="status">
        <PersonalList />
        <RefusedList />
        <LeavingList />
        {notices.value.map(({ id, text, tone }) => (
          <p key={id} class={`notice ${tone}`}>
            {text}
            <button class="plain" aria-label={texts.action.dismiss} onClick={() => dismiss(id)}>
              ×
            </button>
          </p>
        ))}
      </div>
    </>
  );
}
