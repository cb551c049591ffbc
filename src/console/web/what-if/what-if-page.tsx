import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CitizenPicker } from '../by-hand/citizen-picker.js';
import type { Citizen } from '../model.js';
import { officeTexts } from '../office-texts.js';
import { texts } from '../texts.js';
import { Answer } from './answer.js';
import { type Asked, readCitizen, readComing, tryOut, useAnswer } from './asking.js';
import { DoseChoice } from './dose-choice.js';

/** What would happen if a citizen missed a dose. Whom it is about, and which dose, stand in the address. */
export function WhatIfPage() {
  const { query, route } = useLocation();
  const { citizen: citizenId = '', dueAt = '' } = query;
  const go = (asked: Partial<Asked>) => route(addressOf(asked));
  return (
    <main class="page what-if">
      <h2>{officeTexts.whatIf.title}</h2>
      <p class="quiet">{officeTexts.whatIf.hint}</p>
      {citizenId ? <About citizenId={citizenId} dueAt={dueAt} go={go} /> : <Who go={go} />}
    </main>
  );
}

function addressOf({ citizenId, dueAt }: Partial<Asked>): string {
  const query = new URLSearchParams({ ...(citizenId && { citizen: citizenId }), ...(dueAt && { dueAt }) });
  return query.size ? `/what-if?${query.toString()}` : '/what-if';
}

interface Goes {
  go: (asked: Partial<Asked>) => void;
}

function Who({ go }: Goes) {
  const chosen = useSignal<Citizen | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current!.querySelector('input')?.focus(), []);
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    if (chosen.value) go({ citizenId: chosen.value.id });
  };
  return (
    <section>
      <form ref={form} class="form" aria-label={officeTexts.whatIf.title} onSubmit={ask}>
        <CitizenPicker chosen={chosen} />
        <div class="form-buttons">
          <button class="primary" disabled={chosen.value === null}>
            {officeTexts.whatIf.ask}
          </button>
        </div>
      </form>
    </section>
  );
}

function About({ citizenId, dueAt, go }: Asked & Goes) {
  const times = useSignal(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const [citizen] = useAnswer(() => readCitizen(citizenId), [citizenId], 0);
  const [coming] = useAnswer(() => readComing(citizenId), [citizenId], times.value);
  const [answer, isWaiting] = useAnswer(() => tryOut({ citizenId, dueAt }), [citizenId, dueAt], times.value);
  useLayoutEffect(() => heading.current?.focus(), [citizenId]);
  const zone = citizen?.zone;
  return (
    <>
      <section class="about">
        <h3 ref={heading} tabIndex={-1}>
          {citizen?.displayName ?? texts.detail.unknown}
        </h3>
        <button onClick={() => go({})}>{officeTexts.whatIf.another}</button>
        <DoseChoice coming={coming ?? []} dueAt={dueAt} zone={zone} onChosen={(due) => go({ citizenId, dueAt: due })} />
      </section>
      <p role="status" class={typeof answer === 'string' ? 'error' : 'quiet'}>
        {isWaiting && officeTexts.whatIf.working}
        {!isWaiting && answer === 'failed' && officeTexts.whatIf.failed}
        {answer === 'out-of-reach' && officeTexts.whatIf.outOfReach}
      </p>
      {answer !== null && typeof answer === 'object' && (
        <Answer whatIf={answer} zone={zone} onAgain={() => times.value++} />
      )}
    </>
  );
}
