import { gatewayNow } from '../clock.js';
import { formatMoment } from '../labels.js';
import type { PlannedDose } from '../model.js';
import { officeTexts } from '../office-texts.js';

interface Props {
  coming: readonly PlannedDose[];
  dueAt: string;
  zone: string | undefined;
  onChosen: (dueAt: string) => void;
}

/** Which dose is meant: the next one, or one of those to come. */
export function DoseChoice({ coming, dueAt, zone, onChosen }: Props) {
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone);
  const isAmong = dueAt === '' || coming.some((dose) => dose.dueAt === dueAt);
  return (
    <label>
      {officeTexts.whatIf.which}
      <select value={dueAt} onChange={({ currentTarget }) => onChosen(currentTarget.value)}>
        <option value="">{officeTexts.whatIf.next}</option>
        {!isAmong && <option value={dueAt}>{moment(dueAt)}</option>}
        {coming.map((dose) => (
          <option key={dose.id} value={dose.dueAt}>
            {dose.state === 'cancelled' ? officeTexts.whatIf.calledOff(moment(dose.dueAt)) : moment(dose.dueAt)}
          </option>
        ))}
      </select>
    </label>
  );
}
