import { useLayoutEffect, useRef } from 'preact/hooks';
import { gatewayNow } from '../clock.js';
import { openForm } from './forms.js';
import { AskMore } from '../by-hand/ask-more.js';
import { FateLine } from './fate.js';
import { HowToReach } from './how-to-reach.js';
import { PhoneBar } from './phone-bar.js';
import { HandlingLog } from './handling-log.js';
import { Back } from './back.js';
import { nameSubject } from '../districts.js';
import { isAsked } from '../session/hand-over.js';
import { HandOverQuestion } from '../session/hand-over-question.js';
import { IncidentDetail } from '../queue/incident-detail.js';
import { isIncident } from '../queue/incidents.js';
import { describeAlert, describeUnder, formatAddress, formatMoment, nameHolder, wordFor } from '../labels.js';
import type { Task } from '../model.js';
import { Routing } from './routing.js';
import { isOpened, select, successor } from '../queue/selection.js';
import { may, session, zone } from '../session/session.js';
import { isOpenTask } from '../states.js';
import { Siblings } from './siblings.js';
import { TaskActions } from './task-actions.js';
import { PriorityMark } from '../queue/list/priority-mark.js';
import { texts } from '../texts.js';
import { UnsentForGood } from './unsent.js';
import { Holder, NextStep } from '../queue/list/ticking.js';

/** As in the styles. */
const AS_PAGE = '(max-width: 68.6875em)';

/** All that is known of a task, and what may be done with it. */
export function Opened({ task }: { task: Task }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const opened = isOpened.value;
  useLayoutEffect(() => {
    if (!opened) return;
    // A form that a key opened has the focus.
    if (openForm.peek()?.taskId !== task.id) heading.current?.focus({ preventScroll: true });
    // A narrow window shows the task in place of the list, which may have been scrolled far down.
    if (matchMedia(AS_PAGE).matches) scrollTo(0, 0);
  }, [opened]);
  return (
    <>
      <Back />
      <PriorityMark priority={task.priority} />
      <h2 ref={heading} tabIndex={-1}>
        {nameSubject(task)}
      </h2>
      <p class="what">{describeAlert(task.alert, zone.value)}</p>
      {task.text && <p class="wanted">{task.text}</p>}
      {!isIncident(task) && describeUnder(task.alert).map((also) => <p key={also}>{also}</p>)}
      <p class="quiet">{[wordFor(texts.kind, task.kind), formatAddress(task)].filter(Boolean).join(' · ')}</p>
      {task.citizenId && may('citizen:read') && (
        <a class="to-citizen" href={`/citizens/${task.citizenId}`}>
          {texts.detail.toCitizen}
        </a>
      )}
      {isOpenTask(task) ? <TaskStatus task={task} /> : <Closed task={task} />}
      {isIncident(task) && <IncidentDetail task={task} />}
      <HowToReach task={task} />
      <Siblings task={task} />
      <AskMore task={task} />
      <Dose task={task} />
      <Routing routing={task.routing} />
      <HandlingLog alert={task.alert} />
      {opened && <PhoneBar key={task.id} task={task} />}
    </>
  );
}

function TaskStatus({ task }: { task: Task }) {
  return (
    <>
      <p class="status-line">
        <span>{wordFor(texts.state, task.state)}</span>
        <NextStep task={task} />
        <Holder task={task} />
      </p>
      <FateLine task={task} />
      {isAsked(task) && <HandOverQuestion task={task} />}
      <TaskActions task={task} />
    </>
  );
}

/** It is no longer work: what it ended as, and what came after it. */
function Closed({ task }: { task: Task }) {
  const next = successor.value;
  const holder = nameHolder(task, session.value?.id ?? '');
  return (
    <div class={`closed ${task.state}`}>
      <p>
        <b>{wordFor(texts.state, task.state)}</b>
        {holder && ` · ${holder}`}
      </p>
      {task.outcome && (
        <p>
          {wordFor(texts.outcome, task.outcome)}
          {task.cause && ` · ${wordFor(texts.cause, task.cause)}`}
        </p>
      )}
      <p>{texts.detail.gone}</p>
      <UnsentForGood task={task} />
      {next && <button onClick={() => select(next.id)}>{texts.detail.movedOn}</button>}
    </div>
  );
}

function Dose({ task }: { task: Task }) {
  const { dose, openedAt, detail } = task.alert;
  const { doses = [], count = doses.length } = detail ?? {};
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone.value);
  return (
    <section class="dose">
      <h3>{dose ? texts.detail.dose : texts.detail.alert}</h3>
      <dl>
        {dose && (
          <>
            <dt>{texts.detail.due}</dt>
            <dd>{moment(dose.dueAt)}</dd>
            <dt>{texts.detail.window}</dt>
            <dd>{moment(dose.windowClosesAt)}</dd>
            <dt>{texts.detail.criticality}</dt>
            <dd>{wordFor(texts.criticality, dose.criticality)}</dd>
          </>
        )}
        <dt>{texts.detail.alarmSince}</dt>
        <dd>{moment(openedAt)}</dd>
        {doses.length > 0 && (
          <>
            <dt>{texts.detail.passed}</dt>
            {doses.map(({ dueAt, criticality }) => (
              <dd key={dueAt}>
                {moment(dueAt)} · {wordFor(texts.criticality, criticality)}
              </dd>
            ))}
            {count > doses.length && <dd>{texts.detail.passedBesides(count - doses.length)}</dd>}
          </>
        )}
      </dl>
      {dose && <p class="quiet">{texts.detail.notProof}</p>}
    </section>
  );
}
