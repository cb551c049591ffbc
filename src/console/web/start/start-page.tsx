import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { gatewayNow } from '../clock.js';
import { formatMoment } from '../labels.js';
import { officeTexts } from '../office-texts.js';
import { PageHeading } from '../page-heading.js';
import { may } from '../session/session.js';
import { house, readHouse } from '../setup/house.js';
import { StepForm } from '../setup/step-form.js';
import { WaitingFor } from '../setup/steps/test-dose-step.js';
import { texts } from '../texts.js';
import { type Begun, begun, does, press, readStart, showStart } from './start.js';
import { WatchStep } from './watch-step.js';
import '../styles/setup.css';

const LOOK_MILLIS = 2_000;

/** The start-up meeting: what is agreed with her, in the order it is talked about, until her doses are watched. */
export function StartPage({ id = '' }: { id?: string }) {
  useLayoutEffect(() => showStart(id), [id]);
  useEffect(() => {
    void readHouse();
    // A dose is waited for.
    const timer = setInterval(() => {
      const now = begun.peek();
      if (now !== null && typeof now === 'object' && now.start.deviceId && !now.start.seenAt) void readStart();
    }, LOOK_MILLIS);
    return () => clearInterval(timer);
  }, []);
  const now = begun.value;
  const { start } = officeTexts;
  return (
    <main class="page">
      <a class="plain back-to" href={`/citizens/${id}`}>
        ← {now !== null && typeof now === 'object' ? now.citizen.displayName : texts.citizens.title}
      </a>
      <PageHeading>{start.title}</PageHeading>
      {!may('citizens:write') && <p class="empty">{officeTexts.operations.notAllowed}</p>}
      {may('citizens:write') && now === null && <p class="quiet">{texts.list.loading}</p>}
      {now === 'gone' && <p class="empty">{texts.glass.nobody}</p>}
      {now === 'failed' && <p class="empty">{texts.citizen.readFailed}</p>}
      {may('citizens:write') && now !== null && typeof now === 'object' && <Steps now={now} />}
    </main>
  );
}

function Steps({ now }: { now: Begun }) {
  const { start, setup } = officeTexts;
  const { citizen, colleagues } = now;
  const { ticks, deviceId, seenAt } = now.start;
  const { id, relatives } = citizen;
  const personWord = start.steps['contact-person'];
  return (
    <>
      <p class="quiet">{start.hint}</p>
      <ol class="setup-steps">
        <Step name="consent" isDone={ticks.consent}>
          <button
            class={ticks.consent ? 'plain' : 'primary'}
            onClick={() => press(does.setConsent(id, !ticks.consent))}
          >
            {ticks.consent ? start.withdraw : start.agrees}
          </button>
        </Step>
        <Step name="contacts" isDone={ticks.contacts}>
          <StepForm
            key={citizen.version}
            label={start.steps.contacts}
            submit={setup.save}
            fields={{
              mobile: texts.citizen.mobile,
              phone: texts.citizen.phone,
              screenCallAddress: texts.citizen.screenCall,
            }}
            onDone={nothing}
            onSubmit={(read) =>
              does.change(id, {
                mobile: read('mobile') || null,
                phone: read('phone') || null,
                screenCallAddress: read('screenCallAddress') || null,
              })
            }
          >
            <Field name="mobile" label={texts.citizen.mobile} value={citizen.mobile} isPhone />
            <Field name="phone" label={texts.citizen.phone} value={citizen.phone} isPhone />
            <Field name="screenCallAddress" label={texts.citizen.screenCall} value={citizen.screenCallAddress} />
          </StepForm>
        </Step>
        <Step name="relatives" isDone={ticks.relatives}>
          <ul>
            {relatives.map((relative) => (
              <li key={relative.id}>
                {sayRelative(relative)}{' '}
                <button
                  class="plain"
                  onClick={() => press(does.change(id, { relatives: relatives.filter((one) => one !== relative) }))}
                >
                  {start.remove} <span class="unseen">{relative.name}</span>
                </button>
              </li>
            ))}
          </ul>
          <StepForm
            key={citizen.version}
            label={start.steps.relatives}
            submit={start.add}
            fields={{ relatives: start.steps.relatives }}
            onDone={nothing}
            onSubmit={(read) => {
              const [relation, mobile] = [read('relation'), read('mobile')];
              const fresh = { name: read('name'), ...(relation && { relation }), ...(mobile && { mobile }) };
              return does.change(id, { relatives: [...relatives, fresh] });
            }}
          >
            <Field name="name" label={setup.personName} value={null} isNeeded />
            <Field name="relation" label={start.relation} value={null} />
            <Field name="mobile" label={texts.citizen.mobile} value={null} isPhone />
          </StepForm>
        </Step>
        <Step name="contact-person" isDone={ticks['contact-person']}>
          <StepForm
            key={citizen.contactPersonId}
            label={personWord}
            submit={setup.save}
            onDone={nothing}
            onSubmit={(read) => does.change(id, { contactPersonId: read('person') || null })}
          >
            <label>
              {personWord}
              <select name="person">
                <option value="">{start.nobody}</option>
                {colleagues.map((one) => (
                  <option key={one.id} value={one.id} selected={one.id === citizen.contactPersonId}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
          </StepForm>
        </Step>
        <Step name="dispenser" isDone={ticks.dispenser}>
          {deviceId === null ? (
            <StepForm
              label={start.steps.dispenser}
              submit={setup.save}
              fields={{ deviceId: setup.deviceId }}
              onDone={nothing}
              onSubmit={(read) => does.setDispenser(id, read('deviceId'))}
            >
              <Field name="deviceId" label={setup.deviceId} value={null} isNeeded />
            </StepForm>
          ) : (
            <p>
              {deviceId}{' '}
              <button class="plain" onClick={() => press(does.setDispenser(id, null))}>
                {start.takeAway}
              </button>
            </p>
          )}
        </Step>
        <Step name="test-dose" isDone={ticks['test-dose']}>
          {seenAt && <p>{start.seenAt(formatMoment(seenAt, gatewayNow(), citizen.zone))}</p>}
          {!seenAt && deviceId && <WaitingFor deviceId={deviceId} mqttPort={house.value?.mqttPort ?? null} />}
          {!deviceId && <p>{setup.dispenserFirst}</p>}
        </Step>
        <Step name="watch" isDone={now.start.watchedSince !== null}>
          <WatchStep now={now} />
        </Step>
      </ol>
    </>
  );
}

const sayRelative = ({ name, relation, mobile }: Begun['citizen']['relatives'][number]): string =>
  [name, relation, mobile].filter(Boolean).join(' · ');

const nothing = (): void => undefined;

type StepName = keyof typeof officeTexts.start.steps;

function Step({ name, isDone, children }: { name: StepName; isDone: boolean; children: ComponentChildren }) {
  const { start, setup } = officeTexts;
  return (
    <li class={isDone ? 'done' : undefined}>
      <h3>
        <span class="step-words">{start.steps[name]}</span>{' '}
        <span class="step-state">{isDone ? setup.done : setup.open}</span>
      </h3>
      <p class="quiet">{start.hints[name]}</p>
      {isDone && name !== 'watch' && name !== 'test-dose' ? (
        <details>
          <summary>
            {setup.more} <span class="unseen">{start.steps[name]}</span>
          </summary>
          {children}
        </details>
      ) : (
        children
      )}
    </li>
  );
}

interface FieldProps {
  name: string;
  label: string;
  value: string | null;
  isPhone?: boolean;
  isNeeded?: boolean;
}

function Field({ name, label, value, isPhone = false, isNeeded = false }: FieldProps) {
  return (
    <label>
      {label}
      <input
        name={name}
        inputMode={isPhone ? 'tel' : 'text'}
        defaultValue={value ?? ''}
        required={isNeeded}
        autocomplete="off"
      />
    </label>
  );
}
