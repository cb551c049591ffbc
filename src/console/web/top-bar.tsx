import { keysShown } from './keys.js';
import { isAdmin, session, signOut, teamChoice, teams } from './session.js';
import { soundOn, toggleSound } from './sound.js';
import { stream } from './stream.js';
import { texts } from './texts.js';
import { WallClock } from './ticking.js';

export function TopBar() {
  const isLive = stream.value === 'live';
  return (
    <header class="top-bar">
      <img src="/icon.svg" alt="" width="28" height="28" />
      <h1>{texts.product}</h1>
      <TeamPicker />
      <span class={isLive ? 'live' : 'live off'}>{isLive ? texts.top.live : texts.top.notLive}</span>
      <WallClock />
      <span class="spacer" />
      <button class="plain" aria-pressed={soundOn.value} title={texts.top.soundTitle} onClick={toggleSound}>
        {soundOn.value ? texts.top.soundOn : texts.top.soundOff}
      </button>
      <button class="plain keys-button" onClick={() => (keysShown.value = true)}>
        {texts.top.keys}
      </button>
      <span class="reader">{session.value?.name}</span>
      <button class="plain" onClick={() => void signOut()}>
        {texts.top.signOut}
      </button>
    </header>
  );
}

/** One team is only named; among several, one may be chosen. */
function TeamPicker() {
  const [only, ...others] = teams.value;
  if (!only) return null;
  if (!others.length) return <span class="team">{only.name}</span>;
  return (
    <label class="team">
      <span class="unseen">{texts.top.team}</span>
      <select value={teamChoice.value} onChange={(event) => (teamChoice.value = event.currentTarget.value)}>
        <option value="">{isAdmin.value ? texts.top.everyTeam : texts.top.allMyTeams}</option>
        {teams.value.map((team) => (
          <option key={team.id} value={team.id}>
            {team.name}
          </option>
        ))}
      </select>
    </label>
  );
}
