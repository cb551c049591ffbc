import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { nameSubject } from '../districts.js';
import { readThrough } from './incidents.js';
import { readings } from './queue.js';
import { describeAlert, nameType } from '../labels.js';
import type { Task } from '../model.js';
import { select } from './selection.js';
import { zone } from '../session/session.js';
import { texts } from '../texts.js';

const MOST = 20;

/** What an incident stands for, and what is to be answered one by one all the same. */
export function IncidentDetail({ task }: { task: Task }) {
  const found = useSignal<Task[]>([]);
  const through = found.value;
  const reading = readings.value;
  useEffect(() => {
    void readThrough(task).then(
      (read) => (found.value = read),
      () => undefined,
    );
  }, [task, reading]);
  const under = task.alert.under ?? [];
  return (
    <section class="incident">
      <h3>{texts.incident.under}</h3>
      {under.length === 0 && <p class="quiet">{texts.incident.nothingUnder}</p>}
      <dl class="figures">
        {under.map(({ type, count }) => (
          <div key={type}>
            <dt>{nameType(type)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{texts.incident.comesThrough}</p>
      <h3>{texts.incident.through}</h3>
      {through.length === 0 && <p class="quiet">{texts.incident.noneThrough}</p>}
      <ul class="links">
        {through.slice(0, MOST).map((each) => (
          <li key={each.id}>
            <button class="plain" onClick={() => select(each.id)}>
              <b>{each.priority}</b> {nameSubject(each)}
              <span class="quiet"> · {describeAlert(each.alert, zone.value)}</span>
            </button>
          </li>
        ))}
      </ul>
      {through.length > MOST && <p class="quiet">{texts.incident.and(through.length - MOST)}</p>}
    </section>
  );
}
