import { useLocation, useRoute } from 'preact-iso/router';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { Gate } from '../edit/gate.js';
import { useDistricts } from '../edit/use-districts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { asks } from './asks.js';
import { DistrictForm } from './district-form.js';
import { Holidays } from './holidays.js';
import { Limits } from './limits.js';
import '../../styles/edit.css';
import '../../styles/borders.css';

const NEW = 'new';

/** One district: where it is in the tree, its limits, and the days of its own where it is a municipality. */
export const DistrictPage = () => <Gate part="districts" page={Opened} />;

function Opened() {
  const id = useRoute().params.id ?? NEW;
  const { route } = useLocation();
  const district = useFresh(async () => (id === NEW ? null : await asks.district(id)), [id], null);
  const tree = useDistricts();
  const words = officeTexts.borders;
  const { found } = district;
  const isGone = district.trouble?.status === 404;
  return (
    <Frame
      part="districts"
      title={id === NEW ? words.newDistrict : (found?.name ?? officeTexts.operations.parts.districts)}
    >
      <a class="back-to" href="/operations/districts">
        ← {officeTexts.operations.parts.districts}
      </a>
      {isGone && <p class="empty">{officeTexts.edit.gone}</p>}
      {id !== NEW && !found && !isGone && <Freshness of={district} />}
      {(found || id === NEW) && !tree && <p class="quiet">{texts.list.loading}</p>}
      {(found || id === NEW) && tree && (
        <DistrictForm
          key={`${id} ${found?.version}`}
          district={found}
          tree={tree}
          onSaved={(saved) => (id === NEW ? route(`/operations/districts/${saved.id}`) : void district.again())}
          onReread={district.again}
        />
      )}
      {found && <Limits key={id} districtId={id} />}
      {found?.parentId === null && <Holidays key={id} districtId={id} />}
    </Frame>
  );
}
