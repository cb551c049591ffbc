import '../styles/citizens.css';
import { useRoute } from 'preact-iso/router';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { may } from '../session/session.js';
import { texts } from '../texts.js';
import { GlassBanner, GlassForm } from './break-glass.js';
import { type Known, known, showCitizen } from './citizen.js';
import { Contacts, Reach } from './contacts.js';
import { DispenserSection } from './dispenser.js';
import { Now } from './now.js';
import { Calls } from './call-list.js';
import { placeOf } from './place.js';
import { Plan } from './plan.js';
import { History, OpenWork, TelemetrySection } from './what-happened.js';
import { WeekStrip } from './week-strip.js';

/** Who is this, and how do I reach her? */
export function CitizenPage() {
  const id = useRoute().params.id ?? '';
  useLayoutEffect(() => showCitizen(id), [id]);
  const about = known.value;
  return (
    <main class="page citizen">
      <a class="plain back-to" href="/citizens">
        ← {texts.citizens.title}
      </a>
      {about === null && <p class="quiet">{texts.list.loading}</p>}
      {about === 'failed' && <p class="quiet">{texts.citizen.readFailed}</p>}
      {about === 'out-of-reach' && <GlassForm id={id} />}
      {about !== null && typeof about === 'object' && <Shown key={about.citizen.id} about={about} />}
    </main>
  );
}

function Shown({ about }: { about: Known }) {
  const { citizen, glass } = about;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <>
      {glass && <GlassBanner glass={glass} zone={citizen.zone} />}
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {citizen.displayName}
        </h2>
        <p class="quiet">{placeOf(citizen)}</p>
        <Reach citizen={citizen} />
        {may('citizens:write') && (
          <p class="actions">
            <a class="button" href={`/citizens/${citizen.id}/start`}>
              {texts.citizen.start}
            </a>
          </p>
        )}
      </header>
      <div class="areas">
        <div>
          <Now about={about} />
          <OpenWork about={about} />
          <WeekStrip about={about} />
        </div>
        <div class="beside">
          <Contacts citizen={citizen} />
          <DispenserSection about={about} />
          <Plan about={about} />
        </div>
        <div>
          <History about={about} />
          <Calls about={about} />
          <TelemetrySection about={about} />
        </div>
      </div>
    </>
  );
}
