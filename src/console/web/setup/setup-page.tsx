import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { officeTexts } from '../office-texts.js';
import { Frame } from '../operations/frame.js';
import { isAdmin } from '../session/session.js';
import { texts } from '../texts.js';
import { lookAgain } from './ground.js';
import { house, readHouse, type StepName, STEPS } from './house.js';
import type { StepProps } from './steps/step.js';
import { AreaStep } from './steps/area-step.js';
import { CitizenStep } from './steps/citizen-step.js';
import { DispenserStep } from './steps/dispenser-step.js';
import { DutyStep } from './steps/duty-step.js';
import { MunicipalityStep } from './steps/municipality-step.js';
import { StaffStep } from './steps/staff-step.js';
import { TeamStep } from './steps/team-step.js';
import { TestDoseStep } from './steps/test-dose-step.js';
import '../styles/setup.css';

const LOOK_MILLIS = 2_000;

const FORMS: Readonly<Record<StepName, ComponentType<StepProps>>> = {
  municipality: MunicipalityStep,
  area: AreaStep,
  team: TeamStep,
  duty: DutyStep,
  staff: StaffStep,
  citizen: CitizenStep,
  dispenser: DispenserStep,
  'test-dose': TestDoseStep,
};

/** From an empty house to the first dose that is seen. What is done is told by the house, not by what was pressed. */
export function SetupPage() {
  return (
    <Frame part="setup" title={officeTexts.setup.title}>
      <Steps />
    </Frame>
  );
}

function Steps() {
  const leftOut = useSignal<readonly StepName[]>([]);
  const chosen = useSignal<StepName | null>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    void lookAgain().catch(() => undefined);
    const timer = setInterval(() => void (house.peek()?.isLive || readHouse()), LOOK_MILLIS);
    return () => clearInterval(timer);
  }, []);
  const { setup } = officeTexts;
  const found = house.value;
  const next = found && STEPS.find((step) => !found.ticks[step] && !leftOut.value.includes(step));
  const shown = chosen.value ?? next ?? null;
  useFollow(list, shown);
  if (!found) return <p class="quiet">{texts.list.loading}</p>;
  return (
    <>
      <p class="quiet">{found.isLive ? setup.isDone : setup.hint}</p>
      <ol class="setup-steps" ref={list}>
        {STEPS.map((step) => {
          const Form = FORMS[step];
          const done = found.ticks[step];
          return (
            <li key={step} class={done ? 'done' : undefined}>
              <h3>
                <span class="step-words">{texts.house.steps[step]}</span>{' '}
                <span class="step-state">{done ? setup.done : setup.open}</span>
              </h3>
              <p class="quiet">{step === 'area' && done && !found.hasArea ? setup.noArea : setup.hints[step]}</p>
              <div data-shown={step === shown || undefined}>
                <Form
                  isShown={step === shown}
                  onDone={() => void (chosen.value = null)}
                  onLeftOut={() => {
                    leftOut.value = [...leftOut.value, step];
                    chosen.value = null;
                  }}
                />
              </div>
              {step !== shown && isAdmin.value && !(step === 'test-dose' || (found.isLive && isOfCitizen(step))) && (
                <button class="plain" onClick={() => void (chosen.value = step)}>
                  {done ? setup.more : setup.begin} <span class="unseen">{texts.house.steps[step]}</span>
                </button>
              )}
            </li>
          );
        })}
      </ol>
      {found.ticks.team && (
        <p>
          <a href="/operations/lists">{officeTexts.operations.hints.lists}</a>
        </p>
      )}
      {found.isLive && (
        <p>
          <a class="button" href="/operations">
            {officeTexts.operations.title}
          </a>
        </p>
      )}
    </>
  );
}

const isOfCitizen = (step: StepName): boolean => step === 'citizen' || step === 'dispenser';

/** Whoever went on from one step to the next is in its first field. */
function useFollow(list: { current: HTMLOListElement | null }, shown: StepName | null): void {
  const before = useRef<StepName | null>(null);
  useEffect(() => {
    if (before.current !== null && shown !== null && before.current !== shown)
      list.current?.querySelector<HTMLElement>('[data-shown] :is(input, select, button)')?.focus();
    before.current = shown;
  }, [shown]);
}
