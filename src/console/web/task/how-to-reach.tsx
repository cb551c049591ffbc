import { sayLanguage } from '../citizens/calendar.js';
import type { Task } from '../model.js';
import { calleesOf, dialLink, screenCallLink } from './reach.js';
import { texts } from '../texts.js';

/** Whom to call, how she hears and speaks, and how one gets in. */
export function HowToReach({ task }: { task: Task }) {
  const { contacts } = task;
  if (!contacts) return null;
  const screen = screenCallLink(contacts);
  const { language, hearing, homeAccess } = contacts;
  const hears = hearing && hearing !== 'unimpaired' ? texts.reach.hearing[hearing] : null;
  const access = [homeAccess?.key, homeAccess?.note].filter(Boolean).join(' · ');
  const callees = calleesOf(contacts);
  if (!callees.length && !screen && !language && !hears && !access) return null;
  return (
    <section class="reach">
      <h3>{texts.reach.title}</h3>
      <ul class="callees">
        {callees.map(({ name, number }) => (
          <li key={number}>
            <a href={dialLink(number)}>{number}</a> <span class="quiet">{name ?? texts.reach.citizen}</span>
          </li>
        ))}
        {screen && (
          <li>
            <a href={screen} target="_blank" rel="noopener noreferrer">
              {texts.reach.screenCall}
            </a>
          </li>
        )}
      </ul>
      {(hears || language) && (
        <p>{[hears, language && texts.reach.speaks(sayLanguage(language))].filter(Boolean).join(' · ')}</p>
      )}
      {access && <p>{texts.reach.access(access)}</p>}
    </section>
  );
}
