import type { Citizen } from '../../citizens/citizen.rules.js';
import type { LadderName, Priority } from '../../devices/telemetry.rules.js';
import { detailOf } from '../alert-detail.rules.js';
import { type Alert, conditionKey, MADE_BY_HAND, type Report } from '../alert.rules.js';
import type { Asking } from '../lists/task-reach.rules.js';
import type { Actor, TaskKind } from '../task.rules.js';

/** What somebody asks for by hand. */
export interface WorkWanted {
  readonly citizenId: string;
  readonly kind: TaskKind;
  readonly priority: Priority;
  readonly text: string;
  readonly ladderName: LadderName;
  /** The colleague who is asked before anybody else. */
  readonly assigneeId: string | null;
}

/** An account, as far as it decides whether its holder may be named. */
interface Account extends Asking {
  readonly kind: 'staff' | 'partner';
}

/**
 * Whether a colleague may be named for work about the citizen: who does such work in a team, and would reach the citizen without it,
 * since to be named opens the citizen to her.
 */
export const mayBeNamed = <A extends Account>(
  colleague: A | null,
  citizen: Pick<Citizen, 'districtId' | 'eDistrictTeamId' | 'contactPersonId'>,
): colleague is A =>
  colleague !== null &&
  colleague.kind === 'staff' &&
  colleague.teamIds.length > 0 &&
  colleague.scopes.includes('tasks:write') &&
  (covers(colleague, citizen.districtId) ||
    colleague.id === citizen.contactPersonId ||
    colleague.teamIds.some((id) => id === citizen.eDistrictTeamId));

const covers = ({ districtIds }: Asking, districtId: string | null): boolean =>
  districtIds === 'all' || (districtId !== null && districtIds.includes(districtId));

/** What is asked for by hand is a case of its own, however often it is asked for; `id` tells it apart. */
export function madeByHand(wanted: WorkWanted, by: Actor, districtId: string | null, id: string): Report {
  const { citizenId, kind, priority, text, ladderName, assigneeId } = wanted;
  return {
    key: conditionKey(citizenId, null, `${MADE_BY_HAND}/${id}`),
    type: MADE_BY_HAND,
    priority,
    ladderName,
    citizenId,
    deviceId: null,
    districtId,
    doseId: null,
    dose: null,
    unmatched: false,
    detail: { kind, text, assigneeId, by: by.id, byName: by.name },
    line: null,
  };
}

/** Of another type the same words would be a dispenser's. */
const askedOf = (alert: Pick<Alert, 'type' | 'detail'>) =>
  alert.type === MADE_BY_HAND ? detailOf(MADE_BY_HAND, alert) : null;

/** What was asked for, in the words of who asked; null for what nobody asked for by hand. */
export const wordsOf = (alert: Pick<Alert, 'type' | 'detail'>): string | null => askedOf(alert)?.text ?? null;

/** Who was named with it. */
export const namedWith = (alert: Pick<Alert, 'type' | 'detail'>): string | null => askedOf(alert)?.assigneeId ?? null;
