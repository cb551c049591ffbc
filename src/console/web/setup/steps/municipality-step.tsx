import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { asks, lookAgain } from '../ground.js';
import type { StepProps } from './step.js';
import { StepForm } from '../step-form.js';

export function MunicipalityStep({ isShown, onDone }: StepProps) {
  const { setup } = officeTexts;
  if (!isShown) return null;
  return (
    <StepForm
      label={texts.house.steps.municipality}
      onDone={onDone}
      submit={setup.save}
      fields={{ name: setup.municipality }}
      onSubmit={async (read) => {
        await asks.addDistrict(read('name'));
        await lookAgain();
        return undefined;
      }}
    >
      <label>
        {setup.municipality}
        <input name="name" required maxLength={200} autocomplete="off" />
      </label>
    </StepForm>
  );
}
