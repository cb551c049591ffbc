import { useEffect } from 'preact/hooks';
import { may } from '../session/session.js';
import { texts, voice } from '../texts.js';
import { house, readHouse, STEPS } from './house.js';

/** Where nothing waits since the house is not in use yet: what is missing, and who can set it up. */
export function Missing() {
  useEffect(() => {
    if (may('teams:read') && !house.peek()?.isLive) void readHouse();
  }, []);
  const found = house.value;
  if (!found || found.isLive) return null;
  const missing = STEPS.filter((step) => !found.ticks[step]).map((step) => texts.house.steps[step]);
  return (
    <div class="missing">
      <p>
        {texts.house.missing} {voice().list(missing)}.
      </p>
      {may('house:write') ? (
        <p>
          <a class="button" href="/setup">
            {texts.house.setUp}
          </a>
        </p>
      ) : (
        found.administrators.length > 0 && <p>{texts.house.who(voice().list(found.administrators))}</p>
      )}
    </div>
  );
}
