import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { asks, ground, lookAgain, type WholeTeam } from '../ground.js';
import { readPlace } from '../place.js';
import type { StepProps } from './step.js';
import { StepForm } from '../step-form.js';
import { DistrictField, middleOfGround, PlaceField, ZoneField } from './fields.js';

const KINDS = ['home-care', 'e-district', 'night', 'response-centre'] as const;

/** Who works there, and where they set out from. */
export function TeamStep({ isShown, onDone }: StepProps) {
  const { setup, map } = officeTexts;
  if (!isShown || !ground.value) return null;
  const municipality = ground.value.districts[0]?.name ?? '';
  return (
    <StepForm
      label={texts.house.steps.team}
      onDone={onDone}
      submit={setup.save}
      fields={{ name: setup.teamName, base: setup.place, zone: setup.zone, districtId: setup.district }}
      onSubmit={async (read) => {
        const base = readPlace(read('place'));
        if (!base) return setup.noPlace;
        const kind = read('kind') as WholeTeam['kind'];
        await asks.addTeam({ name: read('name'), kind, districtId: read('districtId'), base, zone: read('zone') });
        await lookAgain();
        return undefined;
      }}
    >
      <label>
        {setup.teamName}
        <input name="name" required maxLength={200} autocomplete="off" defaultValue={setup.aTeam(municipality)} />
      </label>
      <label>
        {setup.teamKind}
        <select name="kind">
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {map.teamKind[kind]}
            </option>
          ))}
        </select>
      </label>
      <DistrictField />
      <PlaceField place={middleOfGround()} />
      <ZoneField />
    </StepForm>
  );
}
