import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api } from '../api.js';
import { gatewayNow } from '../clock.js';
import { formatMoment } from '../labels.js';
import type { OwnSession } from '../model.js';
import { LookSettings } from './look-settings.js';
import { parts } from '../operations/parts.js';
import { notify } from '../notices/notices.js';
import { soundOn, toggleSound, tryTone } from '../notices/sound.js';
import { hasMap, hasQueue, isAdmin, may, mayTry, session, teams, zone } from '../session/session.js';
import { texts } from '../texts.js';
import { PushSettings } from './push-settings.js';

/** The reader's own: how the page looks, what she hears, and where she is signed in. */
export function MePage() {
  return (
    <main class="page">
      <h2>{session.value?.name}</h2>
      <p class="quiet">{teams.value.map(({ name }) => name).join(', ')}</p>
      {hasMap.value && (
        <p class="for-phone">
          <a href="/map">{texts.rail.map}</a>
        </p>
      )}
      {may('reports:read') && (
        <p class="for-phone">
          <a href="/status">{texts.rail.status}</a>
        </p>
      )}
      {mayTry.value && (
        <p class="for-phone">
          <a href="/what-if">{texts.rail.whatIf}</a>
        </p>
      )}
      {hasQueue.value && parts.value.length > 0 && (
        <p class="for-phone">
          <a href="/operations">{texts.rail.operations}</a>
        </p>
      )}
      {hasQueue.value && !isAdmin.value && (
        <ul class="teams">
          {teams.value.map(({ id, name }) => (
            <li key={id}>
              <a href={`/team/${id}/handover`}>{texts.sheet.title(name)}</a>
            </li>
          ))}
        </ul>
      )}
      <LookSettings />
      <section>
        <h3>{texts.me.sound}</h3>
        <p class="quiet">{texts.me.soundHint}</p>
        <div class="actions">
          <button aria-pressed={soundOn.value} onClick={toggleSound}>
            {soundOn.value ? texts.top.soundOn : texts.top.soundOff}
          </button>
          <button onClick={tryTone}>{texts.me.tryTone}</button>
        </div>
      </section>
      <PushSettings />
      <OwnSessions />
    </main>
  );
}

function OwnSessions() {
  const own = useSignal<readonly OwnSession[] | null>(null);
  const read = async () => {
    const page = await api.ownSessions().catch(() => null);
    if (page) own.value = page.items;
  };
  const end = async ({ id }: OwnSession) => {
    await api.endSession(id).catch(() => notify(texts.notice.failed, 'warning'));
    await read();
  };
  useEffect(() => void read(), []);
  return (
    <section>
      <h3>{texts.me.sessions}</h3>
      {own.value === null && <p class="quiet">{texts.list.loading}</p>}
      <ul class="sessions">
        {own.value?.map((each) => (
          <Line key={each.id} own={each} end={end} />
        ))}
      </ul>
    </section>
  );
}

function Line({ own, end }: { own: OwnSession; end: (own: OwnSession) => Promise<void> }) {
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone.value);
  const browser = own.userAgent ?? texts.me.unknownBrowser;
  const address = own.address ?? texts.detail.unknown;
  return (
    <li>
      <span>
        {browser}
        <small>{texts.me.used(moment(own.createdAt), moment(own.lastUsedAt), address)}</small>
      </span>
      {own.current ? (
        <b>{texts.me.here}</b>
      ) : (
        <button onClick={() => void end(own)}>
          {texts.me.end}
          <span class="unseen"> {browser}</span>
        </button>
      )}
    </li>
  );
}
