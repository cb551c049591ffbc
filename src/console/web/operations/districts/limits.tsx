import { useRef } from 'preact/hooks';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { readForm } from '../edit/field.js';
import { Refused } from '../edit/refused.js';
import { useSaving } from '../edit/saving.js';
import { asks, type Limits as Set } from './asks.js';
import { durationOf, minutesOf } from './minutes.js';

const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const satisfies readonly (keyof Set)[];
const NAMES = ['toClaim', 'toContact', 'toResolve'] as const;

type Known = Awaited<ReturnType<typeof asks.limits>>;

/** The municipality's own limits for response times, in minutes; an empty field is as it is above. */
export function Limits({ districtId }: { districtId: string }) {
  const limits = useFresh(() => asks.limits(districtId), [districtId], null);
  const words = officeTexts.borders;
  return (
    <section aria-labelledby="of-limits">
      <h3 id="of-limits">{words.limits}</h3>
      <p class="quiet">{words.limitsHint}</p>
      {limits.found ? (
        <Fields key={limits.found.version} known={limits.found} again={limits.again} />
      ) : (
        <Freshness of={limits} />
      )}
    </section>
  );
}

function Fields({ known, again }: { known: Known; again: () => Promise<void> }) {
  const form = useRef<HTMLFormElement>(null);
  const saving = useSaving();
  const words = officeTexts.borders;
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text } = readForm(form.current!);
    const of = (priority: string) =>
      Object.fromEntries(
        NAMES.flatMap((name) => {
          const duration = durationOf(text(`${priority} ${name}`));
          return duration === null ? [] : [[name, duration]];
        }),
      );
    const limits: Set = Object.fromEntries(PRIORITIES.map((priority) => [priority, of(priority)]));
    const isSaved = await saving.save(() => asks.setLimits(known.districtId, known.version, limits));
    if (!isSaved) return;
    notify(officeTexts.edit.saved);
    await again();
  };
  const field = (priority: (typeof PRIORITIES)[number], name: (typeof NAMES)[number]) => (
    <td key={name} data-head={officeTexts.status.measure[name]}>
      <input
        type="number"
        min="0.1"
        step="any"
        name={`${priority} ${name}`}
        aria-label={`${priority}, ${officeTexts.status.measure[name]}`}
        defaultValue={minutesOf(known.limits[priority]?.[name])?.toString() ?? ''}
        placeholder={minutesOf(known.holding[priority]?.[name])?.toString() ?? ''}
      />
    </td>
  );
  return (
    <form ref={form} class="edit" aria-labelledby="of-limits" onSubmit={save}>
      <table class="limits">
        <thead>
          <tr>
            <th scope="col">{officeTexts.status.heads.priority}</th>
            {NAMES.map((name) => (
              <th key={name} scope="col">
                {officeTexts.status.measure[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PRIORITIES.map((priority) => (
            <tr key={priority}>
              <th scope="row">{priority}</th>
              {NAMES.map((name) => field(priority, name))}
            </tr>
          ))}
        </tbody>
      </table>
      <Refused refusal={saving.refusal} onReread={() => void again().then(saving.forget)} />
      <div class="form-buttons">
        <button class="primary" disabled={saving.isBusy}>
          {words.saveLimits}
        </button>
      </div>
    </form>
  );
}
