import { keysShown } from './keys/keys-shown.js';
import { hasContact } from './offline/contact.js';
import { askToSignOut } from './offline/unsent.js';
import { hasQueue, isAdmin, session, teamChoice, teams } from './session/session.js';
import { canSound, soundOn, toggleSound } from './notices/sound.js';
import { stream } from './stream.js';
import { texts } from './texts.js';
import { WallClock } from './queue/list/ticking.js';
import { showTold, told, unseen } from './notices/told.js';
import { showTeam } from './addresses/whereabouts.js';

export function TopBar() {
  const isLive = stream.value === 'live' && hasContact.value;
  return (
    <header class="top-bar">
      <img src="/icon.svg" alt="" width="28" height="28" />
      <h1>{texts.product}</h1>
      <TeamPicker />
      {hasQueue.value && (
        <span class={isLive ? 'live' : 'live off'}>{isLive ? texts.top.live : texts.top.notLive}</span>
      )}
      <WallClock />
      <span class="spacer" />
      {told.value.length > 0 && (
        <button class={unseen.value ? 'told-button' : 'told-button plain'} onClick={showTold}>
          <span aria-hidden="true">
            {texts.told.button}
            {unseen.value > 0 && <span class="count">{unseen.value}</span>}
          </span>
          <span class="unseen">{texts.told.fresh(unseen.value)}</span>
        </button>
      )}
      <button
        class="plain sound"
        aria-pressed={soundOn.value}
        aria-label={nameSound()}
        title={texts.top.soundTitle}
        onClick={toggleSound}
      >
        <span class="wide">{nameSound()}</span>
        <span class="narrow">{soundOn.value ? texts.top.soundOnShort : texts.top.soundOffShort}</span>
      </button>
      <button class="plain keys-button" onClick={() => (keysShown.value = true)}>
        {texts.top.keys}
      </button>
      <span class="reader">{session.value?.name}</span>
      <button class="plain" onClick={() => void askToSignOut()}>
        {texts.top.signOut}
      </button>
    </header>
  );
}

function nameSound(): string {
  if (!soundOn.value) return texts.top.soundOff;
  return canSound.value ? texts.top.soundOn : texts.top.soundAfterPress;
}

/** One team is only named; among several, one may be chosen. */
function TeamPicker() {
  const [only, ...others] = teams.value;
  if (!only) return null;
  if (!others.length) return <span class="team">{only.name}</span>;
  return (
    <label class="team">
      <span class="unseen">{texts.top.team}</span>
      <select value={teamChoice.value} onChange={(event) => showTeam(event.currentTarget.value)}>
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
