import { useSignal } from '@preact/signals';
import { useRoute } from 'preact-iso/router';
import { useEffect } from 'preact/hooks';
import { api, ApiError } from '../api.js';
import { nameSubject } from '../districts.js';
import { describeAlert, formatAddress, formatMoment, wordFor } from '../labels.js';
import type { HandOver, Task } from '../model.js';
import { PageHeading } from '../page-heading.js';
import { texts } from '../texts.js';
import '../styles/sheet.css';

/** The open work of a team as it is handed over: read once, since each look at it is one at its citizens. */
export function HandOverSheet() {
  const { id = '' } = useRoute().params;
  const sheet = useSignal<HandOver | null>(null);
  const trouble = useSignal<'notFound' | 'failed' | null>(null);
  const read = async () => {
    sheet.value = null;
    trouble.value = null;
    try {
      sheet.value = await api.handOver(id);
    } catch (error) {
      const isNone = error instanceof ApiError && [403, 404, 422].includes(error.status);
      trouble.value = isNone ? 'notFound' : 'failed';
    }
  };
  useEffect(() => void read(), [id]);
  const { value: known } = sheet;
  return (
    <main class="page sheet">
      <PageHeading>{known ? texts.sheet.title(known.team.name) : texts.sheet.label}</PageHeading>
      {known && (
        <p class="about">
          {formatMoment(known.at, LONG_AGO, known.team.zone)}, {texts.sheet.open(known.items.length)}
        </p>
      )}
      <div class="actions unprinted">
        <button class="primary" disabled={!known} onClick={() => print()}>
          {texts.sheet.print}
        </button>
        <button onClick={() => void read()}>{texts.sheet.again}</button>
        <a class="button" href={`/queue?team=${id}`}>
          {texts.sheet.back}
        </a>
      </div>
      <div role="status">
        {trouble.value === 'notFound' && <p class="error">{texts.sheet.notFound}</p>}
        {trouble.value === 'failed' && <p class="error">{texts.sheet.failed}</p>}
        {!known && !trouble.value && <p class="quiet">{texts.list.loading}</p>}
        {known?.items.length === 0 && <p class="quiet">{texts.sheet.none}</p>}
      </div>
      {known && known.items.length > 0 && <OpenWork of={known} />}
    </main>
  );
}

/** A paper says its day. */
const LONG_AGO = 0;

function OpenWork({ of: { team, at, items } }: { of: HandOver }) {
  const { due, what, who, where, since, heldBy } = texts.sheet.heads;
  return (
    <table class="hand-over-table">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">{texts.sheet.priority}</span>
          </th>
          {[due, who, what, where, since, heldBy].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((task) => (
          <Line key={task.id} task={task} at={at} zone={team.zone} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ task, at, zone }: { task: Task; at: string; zone: string }) {
  const { due, what, where, since, heldBy } = texts.sheet.heads;
  const moment = (when: string) => formatMoment(when, Date.parse(at), zone);
  const said = [wordFor(texts.kind, task.kind), describeAlert(task.alert, zone), task.text].filter(Boolean).join(': ');
  const holder = task.claimedByName && `${task.claimedByName} (${wordFor(texts.state, task.state)})`;
  return (
    <tr>
      <td class={`prio ${task.priority}`}>{task.priority}</td>
      <td data-head={due} class="when">
        {moment(task.dueAt)}
      </td>
      <th scope="row">{nameSubject(task)}</th>
      <td data-head={what}>{said}</td>
      <td data-head={where}>{formatAddress(task)}</td>
      <td data-head={since} class="when">
        {moment(task.alert.openedAt)}
      </td>
      <td data-head={heldBy}>{holder}</td>
    </tr>
  );
}
