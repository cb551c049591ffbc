import { wordFor } from '../labels.js';
import type { Citizen } from '../model.js';
import { dialLink, screenCallLink } from '../task/reach.js';
import { texts } from '../texts.js';
import { sayLanguage } from './calendar.js';
import { Section, Term } from './section.js';

type Relative = Citizen['relatives'][number];

/** What one does first: call her, or see her. */
export function Reach({ citizen }: { citizen: Citizen }) {
  const { displayName, mobile, phone } = citizen;
  const number = mobile ?? phone;
  const screen = screenCallLink(citizen);
  return (
    <p class="first-calls">
      {number && (
        <a class="button primary" href={dialLink(number)}>
          {texts.citizen.call} <span class="unseen">{displayName}</span> {number}
        </a>
      )}
      {screen && (
        <a class="button" href={screen} target="_blank" rel="noopener noreferrer">
          {texts.citizen.screenCall} <span class="unseen">{displayName}</span>
        </a>
      )}
    </p>
  );
}

export function Contacts({ citizen }: { citizen: Citizen }) {
  const { mobile, phone, screenCallAddress, language, hearing, relatives } = citizen;
  const isSaid = [mobile, phone, screenCallAddress, language, hearing].some((one) => one !== null);
  return (
    <Section title={texts.citizen.contacts} name="contacts">
      <dl>
        <Term term={texts.citizen.mobile}>{mobile && <Number number={mobile} />}</Term>
        <Term term={texts.citizen.phone}>{phone && <Number number={phone} />}</Term>
        <Term term={texts.citizen.language}>{language && sayLanguage(language)}</Term>
        <Term term={texts.citizen.hears}>{hearing && wordFor(texts.citizen.hearing, hearing)}</Term>
      </dl>
      {!isSaid && <p class="quiet">{texts.citizen.noContacts}</p>}
      <HomeAccess citizen={citizen} />
      {relatives.length > 0 && (
        <>
          <h4>{texts.citizen.relatives}</h4>
          <ul class="relatives">
            {relatives.map((relative) => (
              <RelativeLine key={relative.id} relative={relative} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

const Number = ({ number }: { number: string }) => <a href={dialLink(number)}>{number}</a>;

/** What is there, and not for the reader, is said to be there: she is not to think that nobody knows. */
function HomeAccess({ citizen: { homeAccess, homeAccessKnown } }: { citizen: Citizen }) {
  if (!homeAccessKnown) return null;
  return (
    <>
      <h4>{texts.citizen.homeAccess}</h4>
      {homeAccess ? (
        <dl>
          <Term term={texts.citizen.key}>{homeAccess.key}</Term>
          <Term term={texts.citizen.note}>{homeAccess.note}</Term>
        </dl>
      ) : (
        <p class="quiet">{texts.citizen.homeAccessWithheld}</p>
      )}
    </>
  );
}

function RelativeLine({ relative: { name, relation, mobile, phone, email } }: { relative: Relative }) {
  return (
    <li>
      <span>{[name, relation].filter(Boolean).join(' · ')}</span>
      {[mobile, phone].map(
        (number) =>
          number && (
            <a key={number} href={dialLink(number)} aria-label={`${texts.citizen.call} ${name} ${number}`}>
              {number}
            </a>
          ),
      )}
      {email && <a href={`mailto:${email}`}>{email}</a>}
    </li>
  );
}
