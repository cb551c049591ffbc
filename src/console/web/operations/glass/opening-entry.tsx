import { useSignal } from '@preact/signals';
import { ApiError } from '../../api.js';
import { gatewayNow } from '../../clock.js';
import { nameDistrict } from '../../districts.js';
import { formatMoment, wordFor } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { session, zone } from '../../session/session.js';
import { texts } from '../../texts.js';
import { review } from './asks.js';
import { LOOKED } from './looked.js';
import type { Opening } from './opening.js';

interface Props {
  opening: Opening;
  again: () => Promise<void>;
}

/** One time that somebody opened a citizen, what she looked at, and what whoever looks at it finds. */
export function OpeningEntry({ opening, again }: Props) {
  const { glassReview } = officeTexts;
  const {
    staffName,
    citizenId,
    citizenName,
    districtId,
    openedAt,
    until,
    reason,
    text,
    looks,
    review: found,
  } = opening;
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone.value);
  const who = staffName ?? glassReview.goneAccount;
  return (
    <li>
      <h3>
        {who} → {citizenName ? <a href={`/citizens/${citizenId}`}>{citizenName}</a> : glassReview.somebody}
      </h3>
      <p class="quiet">
        {[glassReview.open(moment(openedAt), moment(until)), nameDistrict(districtId)].filter(Boolean).join(' · ')}
      </p>
      <p>
        <b>{wordFor(texts.glass.reasons, reason)}</b>: {text}
      </p>
      {looks.length === 0 && <p class="quiet">{glassReview.noLooks}</p>}
      {looks.length > 0 && (
        <>
          <p class="quiet">{glassReview.looks}</p>
          <ul class="lines">
            {looks.map(({ route, times, lastAt, shown }) => (
              <li key={route}>
                {glassReview.looked[LOOKED[route] ?? ''] ?? route}
                <small>
                  {[
                    glassReview.times(times, moment(lastAt)),
                    ...shown.map((field) => wordFor(glassReview.fields, field)),
                  ].join(' · ')}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {found && (
        <p class={found.finding === 'justified' ? 'on-duty' : 'error'}>
          {glassReview.findings[found.finding](found.reviewedByName, moment(found.reviewedAt))}
          {found.text && `: ${found.text}`}
        </p>
      )}
      {!found && opening.staffId === session.value?.id && <p class="quiet">{glassReview.own}</p>}
      {!found && opening.staffId !== session.value?.id && <Reviewing id={opening.id} of={who} again={again} />}
    </li>
  );
}

const TEXT_CHARS = 500;

function Reviewing({ id, of, again }: { id: string; of: string; again: () => Promise<void> }) {
  const { glassReview } = officeTexts;
  const busy = useSignal(false);
  const text = useSignal('');
  const refused = useSignal('');
  const find = async (finding: 'justified' | 'unjustified') => {
    busy.value = true;
    refused.value = await review(id, finding, text.value.trim()).then(() => '', explain);
    if (!refused.value) await again();
    busy.value = false;
  };
  return (
    <form class="form" aria-label={glassReview.form(of)} onSubmit={(event) => event.preventDefault()}>
      <label>
        {glassReview.text}
        <input
          maxLength={TEXT_CHARS}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </label>
      <p class="error" role="alert">
        {refused.value}
      </p>
      <div class="form-buttons">
        <button type="button" disabled={busy.value} onClick={() => void find('justified')}>
          {glassReview.right}
        </button>
        <button type="button" disabled={busy.value} onClick={() => void find('unjustified')}>
          {glassReview.wrong}
        </button>
      </div>
    </form>
  );
}

function explain(error: unknown): string {
  const { glassReview } = officeTexts;
  const holder = error instanceof ApiError && error.status === 409 ? error.body.holder?.name : undefined;
  return holder ? glassReview.another(holder) : texts.notice.failed;
}
