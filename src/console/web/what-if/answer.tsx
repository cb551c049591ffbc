import { gatewayNow } from '../clock.js';
import { formatMoment, nameType, wordFor } from '../labels.js';
import type { Foreseen, WhatIf } from '../model.js';
import { Routing } from '../task/routing.js';
import { officeTexts } from '../office-texts.js';
import { texts, voice } from '../texts.js';
import { sayOutcome, sayRecipient, sayWhyNot } from './say.js';

interface Props {
  whatIf: WhatIf;
  zone: string | undefined;
  onAgain: () => void;
}

/** What would come of it: the outcome in a sentence, how the house learns of it, and each step of the ladder. */
export function Answer({ whatIf, zone, onAgain }: Props) {
  const { now, dose, alarm, alert, pause, rungs, repeatsAt, because } = whatIf;
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone);
  const what = alarm && (texts.what[alarm.type]?.(moment(dose.dueAt)) ?? nameType(alarm.type));
  return (
    <>
      <section>
        <p class="outcome">{sayOutcome(whatIf, moment)}</p>
        {alarm && <p>{officeTexts.whatIf.learns(moment(alarm.at), what!)}</p>}
        {alert && <p>{officeTexts.whatIf.followed(alert.priority, wordFor(texts.ladder, alert.ladder))}</p>}
        {!dose.expected && <p>{officeTexts.whatIf.unexpected}</p>}
        {alert?.id && <p>{officeTexts.whatIf.known}</p>}
        {alert?.under && <p>{officeTexts.whatIf.under(nameType(alert.under))}</p>}
        {pause && <p>{officeTexts.whatIf.rests(moment(pause.from), moment(pause.until))}</p>}
      </section>
      {rungs.length > 0 && (
        <section>
          <h3>{officeTexts.whatIf.steps}</h3>
          <ol class="steps">
            {rungs.map((rung, i) => (
              <Step key={i} rung={rung} moment={moment} isShadow={because === 'shadow'} />
            ))}
          </ol>
          {repeatsAt && <p>{officeTexts.whatIf.repeats(moment(repeatsAt))}</p>}
        </section>
      )}
      <section class="about">
        <p class="quiet">{officeTexts.whatIf.asOf(moment(now))}</p>
        <button onClick={onAgain}>{officeTexts.whatIf.again}</button>
      </section>
    </>
  );
}

function Step({ rung, moment, isShadow }: { rung: Foreseen; moment: (at: string) => string; isShadow: boolean }) {
  const whyNot = sayWhyNot(rung);
  const actions = rung.actions.map((action) => officeTexts.whatIf.does[action]);
  return (
    <li class={rung.skipped ? 'step none' : 'step'}>
      <span class="step-at">{rung.at ? <time dateTime={rung.at}>{moment(rung.at)}</time> : texts.detail.unknown}</span>
      <div>
        <p class="step-what">
          {officeTexts.whatIf.step(rung.rung + 1, wordFor(texts.recipient, rung.to), voice().list(actions))}
        </p>
        {rung.again && <p>{officeTexts.whatIf.askedAgain[rung.again]}</p>}
        {whyNot && <p>{whyNot}</p>}
        {rung.recipients.map((one) => (
          <p key={`${one.kind} ${one.id}`}>{sayRecipient(one, isShadow)}</p>
        ))}
        {rung.routing && (
          <details>
            <summary>{officeTexts.whatIf.why}</summary>
            <Routing routing={rung.routing} />
          </details>
        )}
      </div>
    </li>
  );
}
