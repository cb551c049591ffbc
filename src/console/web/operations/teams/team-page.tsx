import { useLocation, useRoute } from 'preact-iso/router';
import type { Duty, RosteredTeam } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { may } from '../../session/session.js';
import { Gate } from '../edit/gate.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { asks } from './asks.js';
import { RosterEditor } from './roster-editor.js';
import { TeamForm } from './team-form.js';
import '../../styles/edit.css';
import '../../styles/roster.css';

const NEW = 'new';
const EVERY_MILLIS = 30_000;

/** One team: what it is, and its roster. */
export const TeamEditPage = () => <Gate part="teams" page={Opened} />;

interface Known {
  readonly team: RosteredTeam;
  readonly people: Duty['people'];
}

function Opened() {
  const id = useRoute().params.id ?? NEW;
  const { route } = useLocation();
  const read = async (): Promise<Known | null> => {
    if (id === NEW) return null;
    const [team, { people }] = await Promise.all([asks.team(id), asks.duty(id)]);
    return { team, people };
  };
  const known = useFresh(read, [id], EVERY_MILLIS);
  const { found } = known;
  const isGone = known.trouble?.status === 404;
  const words = officeTexts.roster;
  const mayChange = may('districts:write');
  return (
    <Frame part="teams" title={id === NEW ? words.newTeam : (found?.team.name ?? officeTexts.operations.parts.teams)}>
      <a class="back-to" href="/operations/teams">
        ← {officeTexts.operations.parts.teams}
      </a>
      {isGone && <p class="empty">{officeTexts.edit.gone}</p>}
      {id !== NEW && !found && !isGone && <Freshness of={known} />}
      {id === NEW && mayChange && (
        <TeamForm team={null} onSaved={(made) => route(`/operations/teams/${made.id}`)} onReread={known.again} />
      )}
      {found && (
        <>
          <RosterEditor key={found.team.id} team={found.team} people={found.people} again={known.again} />
          {mayChange && (
            <TeamForm key={id} team={found.team} onSaved={() => void known.again()} onReread={known.again} />
          )}
        </>
      )}
    </Frame>
  );
}
