import type { Priority } from '../../devices/telemetry.rules.js';
import type { Rung } from '../../ladders/ladder.rules.js';
import { type HumanAction, RUNG_ACTIONS } from '../../ladders/rung-action.rules.js';
import type { Recipient } from '../../teams/routing.rules.js';
import { detailOf } from '../alert-detail.rules.js';
import { type Alert, MADE_BY_HAND } from '../alert.rules.js';
import type { Task, TaskKind } from '../task.rules.js';
import { isForLead } from './lead.rules.js';

/** Alerts whose work is of one kind, whatever their ladder asks of a team. */
export const KIND_OF_WORK: Readonly<Record<string, TaskKind>> = {
  'dose.missed_late': 'review',
  'service.plan_check': 'review',
  'service.doses_review': 'review',
  'service.suitability': 'review',
  'service.telemetry_review': 'review',
  'service.news_review': 'review',
  'citizen.access_review': 'review',
  'device.recovery': 'technical',
  'device.unusable_telemetry': 'technical',
  'gateway.unusable_telemetry': 'technical',
  'device.misses_unmatched': 'technical',
};

const CALLS: readonly TaskKind[] = ['call', 'screen-call'];

/** Two calls that nobody answered: it is time to go there. */
export const isCallInVain = ({ kind, unansweredCalls }: Pick<Task, 'kind' | 'unansweredCalls'>): boolean =>
  CALLS.includes(kind) && unansweredCalls >= 2;

/** What a step asks for as work. What a person asked for stays what it is, and a call until two were in vain. */
export function kindOfWork(
  action: HumanAction,
  { alert, task }: { readonly alert: Pick<Alert, 'type' | 'detail'>; readonly task: Task | null },
): TaskKind {
  if (isForLead(alert.type)) return 'review';
  const asked = alert.type === MADE_BY_HAND ? detailOf(MADE_BY_HAND, alert).kind : undefined;
  if (asked === undefined || (task && isCallInVain(task))) return taskKind(action, alert.type);
  return task?.kind ?? asked;
}

/** What a rung's action is as work. */
export function taskKind(action: HumanAction, alertType: string): TaskKind {
  if (KIND_OF_WORK[alertType]) return KIND_OF_WORK[alertType];
  const { work } = RUNG_ACTIONS[action];
  return work === 'visit' && alertType.startsWith('supply.') ? 'refill' : work;
}

const A_DAY_SECONDS = 24 * 3600;

/** How long a named colleague has to take it before the team is asked, in minutes. */
export const MINUTES_TO_ACCEPT: Readonly<Record<Priority, number>> = { P1: 5, P2: 15, P3: 30, P4: 30 };

interface About {
  readonly alertType: string;
  readonly priority: Priority;
  readonly isNamed?: boolean;
}

/** Whoever is asked first has some time before the ladder goes on: who knows the citizen, or whoever was named. */
export function rungsFor(about: About, rungs: readonly Rung[]): readonly Rung[] {
  const first = askedFirst(about);
  if (first === null) return rungs;
  const later = rungs.map((rung) => ({ ...rung, afterSeconds: rung.afterSeconds + first.hasSeconds }));
  return [{ afterSeconds: 0, actions: ['visit'], to: first.to }, ...later];
}

/** Whether the dispenser suits is asked of the contact person, what a person asked for of the colleague she named. */
function askedFirst({ alertType, priority, isNamed = false }: About): { to: Recipient; hasSeconds: number } | null {
  if (alertType === 'service.suitability') return { to: 'contact-person', hasSeconds: A_DAY_SECONDS };
  return isNamed ? { to: 'named-colleague', hasSeconds: MINUTES_TO_ACCEPT[priority] * 60 } : null;
}
