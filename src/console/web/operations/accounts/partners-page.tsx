import { nameDistrict } from '../../districts.js';
import type { Partner } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { texts, voice } from '../../texts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { Gate } from '../edit/gate.js';
import { useDistricts } from '../edit/use-districts.js';
import { accounts } from './asks.js';
import '../../styles/edit.css';

const EVERY_MILLIS = 60_000;

/** The systems that may come in. */
export const PartnersPage = () => <Gate part="partners" page={Systems} />;

function Systems() {
  const partners = useFresh(accounts.partners, [], EVERY_MILLIS);
  useDistricts();
  const words = officeTexts.partners;
  const found = partners.found?.items ?? [];
  return (
    <Frame part="partners">
      <div class="find-among">
        <a class="button primary" href="/operations/partners/new">
          {words.letIn}
        </a>
      </div>
      <Freshness of={partners} />
      {partners.found && found.length === 0 && <p class="empty">{words.none}</p>}
      <ul class="entries">
        {found
          .toSorted((a, b) => a.name.localeCompare(b.name))
          .map((partner) => (
            <li key={partner.id}>
              <a href={`/operations/partners/${partner.id}`}>
                <strong>{partner.name}</strong>
                <small>{[partner.clientId, voice().list(partner.scopes)].join(' · ')}</small>
                <small>{sayWhere(partner)}</small>
              </a>
            </li>
          ))}
      </ul>
    </Frame>
  );
}

export const sayWhere = ({ districtIds }: Partner): string =>
  districtIds === null
    ? officeTexts.partners.everywhere
    : voice().list(districtIds.map((id) => nameDistrict(id) ?? texts.detail.unknown));
