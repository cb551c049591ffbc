import { officeTexts } from '../../office-texts.js';
import { readGeoJson } from '../../operations/districts/geojson.js';
import { texts } from '../../texts.js';
import { asks, ground, lookAgain } from '../ground.js';
import type { StepProps } from './step.js';
import { StepForm } from '../step-form.js';

/** Where the municipality is, from a file; or not at all. */
export function AreaStep({ isShown, onDone, onLeftOut }: StepProps) {
  const { setup } = officeTexts;
  const [district] = ground.value?.districts ?? [];
  if (!isShown) return null;
  return (
    <StepForm
      label={texts.house.steps.area}
      onDone={onDone}
      submit={setup.saveArea}
      fields={{ polygon: setup.areaFile }}
      onSubmit={async (_, form) => {
        const file = form.get('file');
        const found = file instanceof File ? readGeoJson(await file.text()) : 'no-outline';
        if (typeof found === 'string') return setup.noAreaInFile;
        if (district) await asks.setArea(district, found.outlines[0]!.polygon);
        await lookAgain();
        return undefined;
      }}
      also={
        <button type="button" onClick={onLeftOut}>
          {setup.withoutArea}
        </button>
      }
    >
      <label>
        {setup.areaFile}
        <input name="file" type="file" required accept=".geojson,.json,application/geo+json,application/json" />
      </label>
    </StepForm>
  );
}
