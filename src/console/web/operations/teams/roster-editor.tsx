import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { gatewayNow } from '../../clock.js';
import type { Duty, RosteredTeam } from '../../model.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { Refused } from '../edit/refused.js';
import { useSaving } from '../edit/saving.js';
import { asks } from './asks.js';
import { ahead, forgetsHolidays, isSame, type Roster, versionFor, withShift } from './draft.js';
import { Overrides } from './overrides.js';
import { SaveAsk } from './save-ask.js';
import { useRehearsal } from './rehearsal.js';
import { ShiftList } from './shift-list.js';
import { mondayOf, wallOf } from './wall.js';
import { WeekAhead } from './week-ahead.js';

interface Props {
  team: RosteredTeam;
  people: Duty['people'];
  again: () => Promise<void>;
}

/** The roster as it is written: what it would do is worked out beside it, and what would be bare is said before it is saved. */
export function RosterEditor({ team: read, people, again }: Props) {
  const { query } = useLocation();
  const held = useSignal(read);
  const draft = useSignal<Roster>(read.roster);
  const isAsked = useSignal(false);
  const saving = useSaving();
  const words = officeTexts.roster;
  const isChanged = !isSame(draft.value, held.value.roster);
  const isOvertaken = !isSame(read.roster, held.value.roster);
  const takeWhatIsThere = (team: RosteredTeam) => {
    held.value = team;
    draft.value = team.roster;
    saving.forget();
  };
  // Whoever has changed nothing sees what others do.
  if (isOvertaken && !isChanged && read.version > held.value.version) takeWhatIsThere(read);
  const { zone } = read;
  const today = wallOf(zone, gatewayNow()).slice(0, 10);
  const rehearsal = useRehearsal(read.id, draft.value, mondayOf(today));
  const { trial } = rehearsal;
  const now = gatewayNow();
  const bare = ahead(trial?.newlyBare ?? [], now);
  const givenUp = ahead(trial?.givenUp ?? [], now);
  const save = async () => {
    isAsked.value = false;
    const isSaved = await saving.save(async () =>
      takeWhatIsThere(
        await asks.setRoster(
          read.id,
          versionFor(held.value, read, ({ roster }) => roster),
          draft.value,
        ),
      ),
    );
    if (!isSaved) return;
    // Said once the form beside it knows of it too: else what is saved there next would seem to be somebody else's change.
    await again();
    notify(officeTexts.edit.saved);
  };
  const press = () => {
    if (bare.length + givenUp.length > 0) isAsked.value = true;
    else void save();
  };
  const change = (roster: Roster) => (draft.value = roster);
  const refusal = saving.refusal ?? rehearsal.refusal;
  return (
    <section aria-labelledby="of-roster">
      <h3 id="of-roster">{words.roster}</h3>
      <p class="quiet">{words.zoneIs(zone)}</p>
      {forgetsHolidays(draft.value) && <p class="banner warning">{words.holidaysWarning}</p>}
      <WeekAhead
        trial={trial}
        people={people}
        monday={query.week ?? ''}
        isCurrent={rehearsal.isCurrent}
        isTried={isChanged}
        newlyBare={isChanged ? bare : []}
      />
      <ShiftList roster={draft.value} people={people} refusal={refusal} onChange={change} />
      <button type="button" onClick={() => change(withShift(draft.value))}>
        {words.addShift}
      </button>
      <Overrides roster={draft.value} zone={zone} refusal={refusal} onChange={change} />
      {isOvertaken && isChanged && !saving.refusal && <p class="banner warning">{words.overtaken}</p>}
      <Refused refusal={refusal} onReread={() => void asks.team(read.id).then(takeWhatIsThere)} />
      <div class={isChanged ? 'form-buttons roster-buttons is-changed' : 'form-buttons roster-buttons'}>
        <button class="primary" disabled={saving.isBusy || !isChanged || !rehearsal.isCurrent} onClick={press}>
          {words.saveRoster}
        </button>
        <button disabled={!isChanged} onClick={() => takeWhatIsThere(held.value)}>
          {words.giveUp}
        </button>
        <span role="status">{isChanged && !rehearsal.isCurrent && words.working}</span>
      </div>
      {isAsked.value && (
        <SaveAsk
          bare={bare}
          givenUp={givenUp}
          zone={zone}
          onYes={() => void save()}
          onNo={() => (isAsked.value = false)}
        />
      )}
    </section>
  );
}
