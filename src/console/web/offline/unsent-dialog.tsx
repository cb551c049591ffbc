import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatTime } from '../labels.js';
import { zone } from '../session/session.js';
import { nameDeed } from '../task/actions.js';
import { texts } from '../texts.js';
import { drop, hurry, underWay } from './outbox.js';
import type { Pressed } from './pressed.js';
import { askToSignOut, closeUnsent, elsewhere, late, leave, signOutAsked, unsentShown } from './unsent.js';

/** What was pressed and not sent: to look at, or to say what becomes of it before she signs out. */
export function UnsentDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isAsked = signOutAsked.value;
  const isShown = isAsked || unsentShown.value;
  useLayoutEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  const waiting = isAsked ? [...late.value, ...elsewhere.value] : late.value;
  return (
    <dialog ref={dialog} class="told" aria-labelledby="unsent-title" onClose={closeUnsent}>
      <h2 id="unsent-title">{texts.unsent.title}</h2>
      <p class="quiet">{isAsked ? texts.unsent.ask : texts.unsent.hint}</p>
      <ul>
        {waiting.map((each) => (
          <Line key={each.key} pressed={each} />
        ))}
      </ul>
      {waiting.length === 0 && <p>{texts.unsent.none}</p>}
      {isAsked ? (
        <div class="form-buttons">
          <button class="primary" onClick={sendAndLeave}>
            {texts.unsent.send}
          </button>
          <button onClick={leave}>{texts.unsent.discard}</button>
          <button onClick={closeUnsent}>{texts.unsent.stay}</button>
        </div>
      ) : (
        <button class="primary" onClick={closeUnsent}>
          {texts.told.close}
        </button>
      )}
    </dialog>
  );
}

/** Where it cannot be sent it is asked again. */
function sendAndLeave(): void {
  closeUnsent();
  hurry();
  void askToSignOut();
}

/** What may have been done already cannot be taken back. */
function Line({ pressed }: { pressed: Pressed }) {
  const { key, about, deed, at, isUnknown } = pressed;
  const isHers = late.value.includes(pressed);
  const time = new Date(at).toISOString();
  return (
    <li>
      <time dateTime={time}>{formatTime(time, zone.value)}</time>
      <span>
        <b>{nameDeed(deed)}</b> {about}
      </span>
      {isHers && !isUnknown && !underWay.value.has(key) ? (
        <button onClick={() => drop(key)}>
          {texts.unsent.drop}
          <span class="unseen">
            {' '}
            {nameDeed(deed)} {about}
          </span>
        </button>
      ) : (
        isUnknown && <small>{texts.command.unknown}</small>
      )}
    </li>
  );
}
