import { useSignal } from '@preact/signals';
import { useLocation, useRoute } from 'preact-iso/router';
import { gatewayNow } from '../../clock.js';
import { formatMoment } from '../../labels.js';
import type { Partner } from '../../model.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { Section, Term } from '../../citizens/section.js';
import { zone } from '../../session/session.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { Gate } from '../edit/gate.js';
import { AskFirst } from '../edit/ask-first.js';
import { Refused } from '../edit/refused.js';
import { useSaving } from '../edit/saving.js';
import { ShownOnce } from '../edit/shown-once.js';
import { useDistricts } from '../edit/use-districts.js';
import { accounts } from './asks.js';
import { NewPartner } from './new-partner.js';
import { sayWhere } from './partners-page.js';
import { sayScope } from './roles.js';
import '../../styles/edit.css';

const NEW = 'new';

/** One integration: what it may, where, and how its secret is changed. What it may is said once, when it is let in. */
export const PartnerPage = () => <Gate part="partners" page={Opened} />;

function Opened() {
  const id = useRoute().params.id ?? NEW;
  const words = officeTexts.partners;
  const partner = useFresh(async () => (id === NEW ? null : await accounts.partner(id)), [id], null);
  const known = partner.found;
  const isGone = partner.trouble?.status === 404;
  return (
    <Frame part="partners" title={id === NEW ? words.letIn : (known?.name ?? officeTexts.operations.parts.partners)}>
      <a class="back-to" href="/operations/partners">
        ← {officeTexts.operations.parts.partners}
      </a>
      {id === NEW && <NewPartner />}
      {isGone && <p class="empty">{officeTexts.edit.gone}</p>}
      {id !== NEW && !known && !isGone && <Freshness of={partner} />}
      {known && <Known key={known.id} partner={known} />}
    </Frame>
  );
}

function Known({ partner }: { partner: Partner }) {
  useDistricts();
  const words = officeTexts.partners;
  return (
    <>
      <Section title={words.mayDo} name="scopes">
        <dl class="terms">
          {partner.scopes.map((scope) => (
            <Term key={scope} term={scope}>
              {sayScope(scope)}
            </Term>
          ))}
        </dl>
      </Section>
      <Section title={words.where} name="where">
        <p>{sayWhere(partner)}</p>
      </Section>
      <Section title={words.access} name="access">
        <dl class="terms">
          <Term term={words.clientId}>
            <code>{partner.clientId}</code>
          </Term>
          <Term term={words.since}>{formatMoment(partner.createdAt, gatewayNow(), zone.value)}</Term>
        </dl>
        <Actions partner={partner} />
      </Section>
    </>
  );
}

type Asked = 'rotate' | 'shutOut';

function Actions({ partner: { id, name } }: { partner: Partner }) {
  const { route } = useLocation();
  const asked = useSignal<Asked | null>(null);
  const secret = useSignal<string | null>(null);
  const saving = useSaving();
  const words = officeTexts.partners;
  const run = async (what: Asked) => {
    asked.value = null;
    const isDone = await saving.save(async () => {
      if (what === 'shutOut') await accounts.shutOut(id);
      else secret.value = (await accounts.rotate(id)).clientSecret;
    });
    if (!isDone || what === 'rotate') return;
    notify(words.isOut(name));
    route('/operations/partners');
  };
  return (
    <>
      {secret.value && (
        <ShownOnce label={words.secretOf(name)} secret={secret.value} onPutAway={() => (secret.value = null)} />
      )}
      <Refused refusal={saving.refusal} />
      <div class="actions">
        <button disabled={saving.isBusy} onClick={() => (asked.value = 'rotate')}>
          {words.rotate}
        </button>
        <button disabled={saving.isBusy} onClick={() => (asked.value = 'shutOut')}>
          {words.shutOut}
        </button>
      </div>
      {asked.value && (
        <AskFirst
          title={words.ask[asked.value](name)}
          yes={words[asked.value]}
          onYes={() => void run(asked.value!)}
          onNo={() => (asked.value = null)}
        >
          <p>{words.follows[asked.value]}</p>
        </AskFirst>
      )}
    </>
  );
}
