import { useComputed } from '@preact/signals';
import { claim } from '../../task/actions.js';
import { fateOf } from '../../task/commands.js';
import { isLeaving } from '../../task/leaving.js';
import { FateLine } from '../../task/fate.js';
import { isAsked } from '../../session/hand-over.js';
import { HandOverAnswers } from '../../session/hand-over-question.js';
import { handled } from '../handled.js';
import { KindIcon } from './icons.js';
import { wordFor } from '../../labels.js';
import type { Row, Task } from '../../model.js';
import { isMarked, isMarking, toggleMark } from '../marks.js';
import { useLongPress } from './long-press.js';
import { PriorityMark } from './priority-mark.js';
import { mine, siblingsOf } from '../queue.js';
import { describeRow, nameRow } from '../rows.js';
import { openTask, selectedId } from '../selection.js';
import { isOpenTask } from '../../states.js';
import { texts } from '../../texts.js';
import { Holder, TimeLeft } from './ticking.js';

interface Props {
  row: Row;
  /** It has left the list, which is held as it was. */
  isGone: boolean;
  /** Where the rows are of several teams. */
  showsTeam: boolean;
}

/** One task of the list: how much time is left, whom it is about, what happened, who has it. */
export function TaskRow({ row, isGone, showsTeam }: Props) {
  // Where the selection moves to or from is drawn anew, and no other row.
  const isSelected = useComputed(() => selectedId.value === row.id).value;
  const held = row.mine && mine.value.find(({ id }) => id === row.id);
  const leaves = useComputed(() => isLeaving(row.id)).value;
  const canBeMarked = isOpenTask(row) && !isGone && !leaves;
  const open = (event: MouseEvent) => {
    // Whoever marks with a finger marks with the whole row.
    const isFinger = (event as PointerEvent).pointerType === 'touch';
    if (canBeMarked && isMarking.peek() && isFinger) toggleMark(row.id);
    else openTask(row.id);
  };
  const press = useLongPress(() => canBeMarked && toggleMark(row.id));
  const look = [
    row.priority,
    row.state,
    row.mine && 'mine',
    isSelected && 'selected',
    isGone && 'gone',
    leaves && 'leaving',
  ];
  const part = (name: string) => `${name}-${row.id}`;
  return (
    <div class={`row ${look.filter(Boolean).join(' ')}`} {...press}>
      {isMarking.value && canBeMarked && <Mark row={row} />}
      <div class="row-time">
        <PriorityMark id={part('priority')} priority={row.priority} />
        <TimeLeft id={part('left')} row={row} />
      </div>
      <button
        class="row-open"
        id={part('row')}
        aria-current={isSelected}
        aria-labelledby={['priority', 'left', 'what', 'holder'].map(part).join(' ')}
        onClick={open}
      >
        <span id={part('what')} class="row-words">
          <span class="row-title">
            <strong>{nameRow(row)}</strong>
            <span class="kind">
              <KindIcon kind={row.kind} />
              {wordFor(texts.kind, row.kind)}
            </span>
            <Signs row={row} />
          </span>
          <span class="row-title">
            <span class="row-what">{describeRow(row)}</span>
            <span class="row-where">{[row.street, showsTeam && row.teamName].filter(Boolean).join(' · ')}</span>
          </span>
        </span>
      </button>
      <div class="row-side">
        <span id={part('holder')}>
          <Who row={row} held={held} isGone={isGone} />
        </span>
        {!isGone && <RowActions row={row} held={held} leaves={leaves} />}
      </div>
    </div>
  );
}

/** Its row is above it, and opens the task. */
function Mark({ row }: { row: Row }) {
  const isChosen = useComputed(() => isMarked(row.id)).value;
  return (
    <input
      type="checkbox"
      class="tick"
      checked={isChosen}
      aria-label={texts.many.mark(nameRow(row))}
      onChange={() => toggleMark(row.id)}
    />
  );
}

/** What else is to be known before it is taken. */
function Signs({ row }: { row: Row }) {
  const others = useComputed(() => siblingsOf(row).length).value;
  const signs = [
    row.calls ? texts.row.unanswered(row.calls) : '',
    others ? texts.row.more(others) : '',
    row.audience === 'district' ? texts.row.wholeDistrict : '',
    row.audience === 'person' ? texts.row.forYou : '',
  ].filter(Boolean);
  return (
    <>
      {signs.map((sign) => (
        <span key={sign} class="sign">
          {sign}
        </span>
      ))}
    </>
  );
}

/** Who has it, or how it ended. */
function Who({ row, held, isGone }: { row: Row; held: Task | undefined; isGone: boolean }) {
  if (isGone) return <span class="outcome">{texts.row.gone}</span>;
  if (held) return <Holder task={held} />;
  if (!isOpenTask(row)) return <Ended row={row} />;
  return row.holder === null ? null : <span class="holder">{row.holder || texts.row.aColleague}</span>;
}

/** A row knows no outcome: the list of what was closed does. */
function Ended({ row }: { row: Row }) {
  const outcome = handled.value.find(({ id }) => id === row.id)?.outcome;
  return (
    <span class="outcome">
      {outcome ? wordFor(texts.outcome, outcome) : wordFor(texts.state, row.state)}
      {row.holder && ` · ${row.holder}`}
    </span>
  );
}

/** What may be pressed, and what was. */
function RowActions({ row, held, leaves }: { row: Row; held: Task | undefined; leaves: boolean }) {
  const fate = useComputed(() => fateOf(row.id)).value;
  return (
    <>
      {held && isAsked(held) && <HandOverAnswers task={held} />}
      <FateLine task={row} />
      {row.state === 'open' && !leaves && (fate === null || fate === 'waiting') && (
        <button class="primary" onClick={() => void claim(row)}>
          {texts.action.claim}
          <span class="unseen"> {nameRow(row)}</span>
        </button>
      )}
    </>
  );
}
