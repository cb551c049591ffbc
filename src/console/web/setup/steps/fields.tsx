import { officeTexts } from '../../office-texts.js';
import { ground } from '../ground.js';
import { middleOf, type Place, sayPlace } from '../place.js';

const ZONES = ['Europe/Copenhagen', 'Europe/Oslo'];

/** The two clocks there are, the browser's own first where it is one of them. */
export function ZoneField() {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <label>
      {officeTexts.setup.zone}
      <select name="zone" defaultValue={ZONES.includes(own) ? own : ZONES[0]!}>
        {ZONES.map((zone) => (
          <option key={zone} value={zone} selected={zone === own}>
            {zone}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which of the districts; the deepest that was made last, where there are several. */
export function DistrictField() {
  const districts = ground.value?.districts ?? [];
  const last = districts.at(-1);
  if (districts.length < 2) return <input type="hidden" name="districtId" value={last?.id ?? ''} />;
  return (
    <label>
      {officeTexts.setup.district}
      <select name="districtId">
        {districts.map(({ id, name }) => (
          <option key={id} value={id} selected={id === last?.id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Where it is on the map, as one copies it from one. */
export function PlaceField({ place }: { place: Place | null }) {
  const { setup } = officeTexts;
  return (
    <label>
      {setup.place}
      <input name="place" required autocomplete="off" defaultValue={place ? sayPlace(place) : ''} />
      <span class="quiet">{setup.placeHint}</span>
    </label>
  );
}

/** In the middle of the area, where there is one. */
export function middleOfGround(): Place | null {
  const area = ground.value?.districts.find(({ polygon }) => polygon !== null)?.polygon;
  return area ? middleOf(area) : null;
}
