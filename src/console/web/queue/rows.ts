import { nameDistrict } from '../districts.js';
import { describeAlert, nameCitizen } from '../labels.js';
import type { Row, Task } from '../model.js';
import { zone } from '../session/session.js';

/** Whom or what the task of a row is about. */
export const nameRow = ({ name, type, deviceId = null, districtId = null }: Row): string =>
  nameCitizen(
    { citizen: name === null ? null : { displayName: name }, alert: { type, deviceId, districtId } },
    nameDistrict(districtId),
  );

/** What happened, as far as a row knows. */
export const describeRow = ({ type, doseAt, critical, deadlineAt }: Row): string =>
  describeAlert(
    {
      type,
      openedAt: deadlineAt,
      unmatched: false,
      occurrences: 1,
      dose:
        doseAt === null
          ? null
          : {
              dueAt: doseAt,
              windowClosesAt: deadlineAt,
              criticality: critical ? 'time-critical' : 'standard',
            },
    },
    zone.value,
  );

/** A whole task as a row: what is closed has none of its own. */
export const asRow = ({ alert, citizen, claimedBy, claimedByName, ...task }: Task): Row => ({
  id: task.id,
  priority: task.priority,
  kind: task.kind,
  state: task.state,
  deadlineAt: alert.dose?.windowClosesAt ?? task.dueAt,
  citizenId: task.citizenId,
  name: citizen?.displayName ?? null,
  street: citizen?.address?.street ?? null,
  ...(!task.citizenId && { deviceId: alert.deviceId, districtId: alert.districtId ?? task.districtId }),
  type: alert.type,
  doseAt: alert.dose?.dueAt ?? null,
  ...(alert.dose?.criticality === 'time-critical' && { critical: true }),
  ...(task.unansweredCalls > 0 && { calls: task.unansweredCalls }),
  teamName: null,
  holder: claimedBy && (claimedByName ?? ''),
  phone: false,
});
