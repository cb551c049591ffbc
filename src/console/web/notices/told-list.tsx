import { useLayoutEffect, useRef } from 'preact/hooks';
import { gatewayNow } from '../clock.js';
import { formatMoment } from '../labels.js';
import type { Row, Told } from '../model.js';
import { findRow, rows } from '../queue/queue.js';
import { openTask } from '../queue/selection.js';
import { zone } from '../session/session.js';
import { texts } from '../texts.js';
import { goToQueue } from '../addresses/whereabouts.js';
import { nameTold, sayTold, told, toldShown } from './told.js';

/** Copies of what others were asked, for those who lead. */
export function ToldList() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = toldShown.value;
  useLayoutEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog ref={dialog} class="told" aria-labelledby="told-title" onClose={() => (toldShown.value = false)}>
      <h2 id="told-title">{texts.told.title}</h2>
      <p class="quiet">{texts.told.hint}</p>
      <ul>
        {told.value.map((each) => (
          <Line key={each.id} told={each} />
        ))}
      </ul>
      {told.value.length === 0 && <p>{texts.told.none}</p>}
      <button class="primary" onClick={() => (toldShown.value = false)}>
        {texts.told.close}
      </button>
    </dialog>
  );
}

/** Of one type a citizen has one alert at a time. */
const isOf = ({ citizenId, type }: Row, { citizenId: about, alert }: Told) =>
  citizenId !== null && citizenId === about && type === alert?.type;

function Line({ told: each }: { told: Told }) {
  const task = findRow(each.taskId) ?? rows.value.find((row) => isOf(row, each));
  const open = () => {
    toldShown.value = false;
    openTask(task!.id);
    goToQueue();
  };
  return (
    <li>
      <time dateTime={each.at}>{formatMoment(each.at, gatewayNow(), zone.value)}</time>
      <span>
        <b>{nameTold(each)}</b> {sayTold(each)}
      </span>
      {task && <button onClick={open}>{texts.told.open}</button>}
    </li>
  );
}
