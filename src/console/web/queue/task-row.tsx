import { useComputed } from '@preact/signals';
import { claim } from '../task/actions.js';
import { isLeaving } from '../task/leaving.js';
import { FateLine } from '../task/fate.js';
import { nameSubject } from '../districts.js';
import { isAsked } from '../session/hand-over.js';
import { HandOverAnswers } from '../session/hand-over-question.js';
import { describeAlert, describeUnder, formatAddress, formatMoment, wordFor } from '../labels.js';
import type { Task } from '../model.js';
import { isMarked, isMarking, toggleMark } from './marks.js';
import { siblingsOf } from './queue.js';
import { isOpened, select, selectedId } from './selection.js';
import { zone } from '../session/session.js';
import { isOpenTask } from '../states.js';
import { hour } from '../clock.js';
import { texts } from '../texts.js';
import { Holder, NextStep } from './ticking.js';

export function TaskRow({ task }: { task: Task }) {
  // Where the selection moves to or from is drawn anew, and no other row.
  const isSelected = useComputed(() => selectedId.value === task.id).value;
  const others = useComputed(() => siblingsOf(task).length).value;
  const leaves = useComputed(() => isLeaving(task.id)).value;
  const open = () => {
    select(task.id);
    isOpened.value = true;
  };
  return (
    <li class={`row ${task.priority} ${task.state}${isSelected ? ' selected' : ''}${leaves ? ' leaving' : ''}`}>
      {isMarking.value && isOpenTask(task) && !leaves && <Mark task={task} />}
      <PriorityMark task={task} />
      <button class="row-open" id={`row-${task.id}`} aria-current={isSelected} onClick={open}>
        <span class="row-title">
          <strong>{nameSubject(task)}</strong>
          <span class="kind">{wordFor(texts.kind, task.kind)}</span>
          <span class="row-where">{describePlaceAndTime(task)}</span>
        </span>
        <span class="row-title">
          <span class="row-what">{describeAlert(task.alert, zone.value)}</span>
          <span class="row-where">{describeStanding(task, others)}</span>
        </span>
      </button>
      <div class="row-side">
        {isOpenTask(task) ? (
          <NextStep task={task} />
        ) : (
          <span class="outcome">{wordFor(texts.outcome, task.outcome)}</span>
        )}
        <Holder task={task} />
        {isAsked(task) && <HandOverAnswers task={task} />}
        <FateLine task={task} />
        {task.state === 'open' && !leaves && (
          <button class="primary" onClick={() => void claim(task)}>
            {texts.action.claim}
            <span class="unseen"> {nameSubject(task)}</span>
          </button>
        )}
      </div>
    </li>
  );
}

/** Its row is above it, and opens the task. */
function Mark({ task }: { task: Task }) {
  const isChosen = useComputed(() => isMarked(task.id)).value;
  return (
    <input
      type="checkbox"
      class="mark"
      checked={isChosen}
      aria-label={texts.many.mark(nameSubject(task))}
      onChange={() => toggleMark(task.id)}
    />
  );
}

export function PriorityMark({ task }: { task: Task }) {
  return (
    <span class={`priority ${task.priority}`}>
      <b>{task.priority}</b> <span>{wordFor(texts.priority, task.priority)}</span>
    </span>
  );
}

function describePlaceAndTime(task: Task): string {
  const since = texts.row.since(formatMoment(task.alert.openedAt, hour.value, zone.value));
  return [formatAddress(task), since].filter(Boolean).join(' · ');
}

function describeStanding(task: Task, others: number): string {
  const { audience, unansweredCalls } = task;
  const parts = [
    others ? texts.row.several(others + 1) : '',
    audience === 'district' ? texts.row.wholeDistrict : '',
    audience === 'person' ? texts.row.forYou : '',
    unansweredCalls ? texts.row.unanswered(unansweredCalls) : '',
    ...describeUnder(task.alert),
  ];
  return parts.filter(Boolean).join(' · ');
}
