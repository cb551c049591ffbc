import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { asks, ground, lookAgain } from '../ground.js';
import { house } from '../house.js';
import { readPlace } from '../place.js';
import type { StepProps } from './step.js';
import { StepForm } from '../step-form.js';
import { DistrictField, PlaceField } from './fields.js';

/** With whom the house is tried: herself, that she agrees, and when her doses are due. */
export function CitizenStep({ isShown, onDone }: StepProps) {
  const { setup } = officeTexts;
  const [team] = ground.value?.teams ?? [];
  if (!isShown) return null;
  if (!house.value?.isOpen) return <p>{setup.byLead}</p>;
  if (!team) return <p>{setup.teamFirst}</p>;
  const { lat, lon } = team.base;
  return (
    <StepForm
      label={texts.house.steps.citizen}
      onDone={onDone}
      submit={setup.save}
      fields={{ displayName: setup.personName, address: setup.street, times: setup.times, districtId: setup.district }}
      onSubmit={async (read) => {
        const place = readPlace(read('place'));
        if (!place) return setup.noPlace;
        const [street, postalCode, city] = [read('street'), read('postalCode'), read('city')];
        await asks.putCitizen({
          displayName: read('name'),
          address: { ...place, ...(street && { street }), ...(postalCode && { postalCode }), ...(city && { city }) },
          zone: team.zone,
          districtId: read('districtId'),
          consent: { telemetry: read('consent') === 'given' },
          times: read('times')
            .split(/[,;\s]+/)
            .filter(Boolean)
            .map((time) => time.replace('.', ':').padStart(5, '0')),
        });
        await lookAgain();
        return undefined;
      }}
    >
      <label>
        {setup.personName}
        <input name="name" required maxLength={200} autocomplete="off" />
      </label>
      <label>
        {setup.street}
        <input name="street" maxLength={200} autocomplete="off" />
      </label>
      <label>
        {setup.postalCode}
        <input name="postalCode" maxLength={20} autocomplete="off" inputMode="numeric" />
      </label>
      <label>
        {setup.city}
        <input name="city" maxLength={100} autocomplete="off" />
      </label>
      <DistrictField />
      <PlaceField place={{ lat, lon }} />
      <label>
        {setup.times}
        <input name="times" required autocomplete="off" defaultValue="08:00, 20:00" />
      </label>
      <label class="check">
        <input type="checkbox" name="consent" value="given" required />
        <span>{setup.consents}</span>
      </label>
    </StepForm>
  );
}
