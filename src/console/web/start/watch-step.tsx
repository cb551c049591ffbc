import { gatewayNow } from '../clock.js';
import { formatMoment } from '../labels.js';
import type { Schedule } from '../model.js';
import { officeTexts } from '../office-texts.js';
import { StepForm } from '../setup/step-form.js';
import { texts } from '../texts.js';
import { type Begun, does, press } from './start.js';

const CRITICALITIES = [
  'standard',
  'time-critical',
  'flexible',
] as const satisfies readonly Schedule['slots'][number]['criticality'][];
/** Nobody is to be asked about a dose before these are there. */
const NEEDED = ['consent', 'dispenser', 'test-dose'] as const;

/** From here on somebody is asked about a dose that is missing; it can be taken back. */
export function WatchStep({ now }: { now: Begun }) {
  const { start, setup } = officeTexts;
  const { citizen, plan } = now;
  const { watchedSince, ticks } = now.start;
  const slots = plan?.slots ?? [];
  if (watchedSince)
    return (
      <>
        <p class="on-duty">{start.watched(formatMoment(watchedSince, gatewayNow(), citizen.zone))}</p>
        <p>{slots.map(({ time, criticality }) => `${time} (${texts.criticality[criticality]})`).join(', ')}</p>
        {!ticks['test-dose'] && <p class="error">{start.unseen}</p>}
        <button onClick={() => press(does.setPlan(citizen.id, []))}>{start.stop}</button>
      </>
    );
  const missing = NEEDED.filter((tick) => !ticks[tick]);
  if (missing.length > 0) return <p>{start.first(missing.map((tick) => start.steps[tick]).join(', '))}</p>;
  return (
    <StepForm
      label={start.steps.watch}
      submit={start.arm}
      fields={{ slots: setup.times }}
      onDone={() => undefined}
      onSubmit={(read) => {
        const times = read('times')
          .split(/[,;\s]+/)
          .filter(Boolean)
          .map((time) => time.replace('.', ':').padStart(5, '0'));
        const criticality = CRITICALITIES.find((one) => one === read('criticality')) ?? 'standard';
        return does.setPlan(
          citizen.id,
          times.map((time) => ({ time, criticality })),
        );
      }}
    >
      <label>
        {setup.times}
        <input
          name="times"
          required
          autocomplete="off"
          defaultValue={slots.length > 0 ? slots.map(({ time }) => time).join(', ') : '08:00, 20:00'}
        />
      </label>
      <label>
        {start.howCritical}
        <select name="criticality">
          {CRITICALITIES.map((one) => (
            <option key={one} value={one}>
              {texts.criticality[one]}
            </option>
          ))}
        </select>
      </label>
    </StepForm>
  );
}
