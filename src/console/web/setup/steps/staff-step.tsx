import { useSignal } from '@preact/signals';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { asks, ground, lookAgain } from '../ground.js';
import { house } from '../house.js';
import { makePassword } from '../password.js';
import { ShownOnce } from '../shown-once.js';
import type { StepProps } from './step.js';
import { StepForm } from '../step-form.js';

const JOBS = [
  { job: 'lead', roles: ['nurse', 'lead'] },
  { job: 'nurse', roles: ['nurse'] },
] as const;

interface FirstPassword {
  readonly username: string;
  readonly password: string;
}

/** Who leads the team, and who works in it. Their first passwords are made here and shown this once. */
export function StaffStep({ isShown, onDone }: StepProps) {
  const made = useSignal<readonly FirstPassword[]>([]);
  const { setup } = officeTexts;
  return (
    <>
      {isShown && <NewStaff onDone={onDone} onMade={(one) => void (made.value = [...made.value, one])} />}
      {made.value.length > 0 && (
        <ShownOnce title={setup.passwords} onNoted={() => void (made.value = [])}>
          {made.value.map(({ username, password }) => (
            <p key={username}>
              <b>{username}</b> <code>{password}</code>
            </p>
          ))}
        </ShownOnce>
      )}
    </>
  );
}

function NewStaff({ onDone, onMade }: Pick<StepProps, 'onDone'> & { onMade: (one: FirstPassword) => void }) {
  const { setup } = officeTexts;
  const teamId = ground.value?.teams[0]?.id;
  if (!teamId) return <p>{setup.teamFirst}</p>;
  return (
    <StepForm
      label={texts.house.steps.staff}
      onDone={onDone}
      submit={setup.save}
      fields={{ username: setup.username, displayName: setup.personName }}
      onSubmit={async (read) => {
        for (const { job, roles } of JOBS) {
          const displayName = read(job);
          if (!displayName) continue;
          const username = read(`${job}-username`) || nameOf(displayName);
          const password = makePassword();
          await asks.addStaff({ username, displayName, password, roles: [...roles], teamIds: [teamId] });
          onMade({ username, password });
        }
        await lookAgain();
        return house.peek()?.ticks.staff ? undefined : setup.staffMissing;
      }}
    >
      {JOBS.map(({ job }) => (
        <fieldset key={job}>
          <legend>{setup.jobs[job]}</legend>
          <label>
            {setup.personName}
            <input name={job} maxLength={200} autocomplete="off" />
          </label>
          <label>
            {setup.username}
            <input name={`${job}-username`} maxLength={64} autocomplete="off" />
            <span class="quiet">{setup.usernameHint}</span>
          </label>
        </fieldset>
      ))}
    </StepForm>
  );
}

/** `Anna Prøve` signs in as `anna.prøve`. */
const nameOf = (displayName: string): string =>
  displayName
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '.')
    .slice(0, 64);
