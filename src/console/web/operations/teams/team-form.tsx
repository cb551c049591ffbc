import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { useRef } from 'preact/hooks';
import { wordFor } from '../../labels.js';
import type { District, RosteredTeam } from '../../model.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { AskFirst } from '../edit/ask-first.js';
import { Field, readForm, Select } from '../edit/field.js';
import { useDistricts } from '../edit/use-districts.js';
import { Refused } from '../edit/refused.js';
import { isWrong, useSaving } from '../edit/saving.js';
import { texts } from '../../texts.js';
import { asks, type TeamBody } from './asks.js';
import { versionFor } from './draft.js';

const KINDS = ['home-care', 'e-district', 'night', 'response-centre'] as const satisfies readonly TeamBody['kind'][];
const ZONE = 'Europe/Copenhagen';

interface Props {
  team: RosteredTeam | null;
  onSaved: (team: RosteredTeam) => void;
  onReread: () => Promise<void>;
}

/** What a team is: kind, district, base and zone. As it was read when the form was opened, until it is saved or read anew. */
export function TeamForm(props: Props) {
  const districts = useDistricts();
  if (!districts) return <p class="quiet">{texts.list.loading}</p>;
  return districts.length > 0 ? <Fields {...props} districts={districts} /> : <p>{officeTexts.roster.noDistricts}</p>;
}

function Fields({ team: read, onSaved, onReread, districts }: Props & { districts: readonly District[] }) {
  const form = useRef<HTMLFormElement>(null);
  const held = useSignal(read);
  const isReread = useSignal(false);
  const saving = useSaving();
  const words = officeTexts.roster;
  // Read anew because somebody else had changed it: what is there now takes the place of what was typed.
  if (isReread.value && read && read.version !== held.value?.version) {
    held.value = read;
    isReread.value = false;
  }
  const team = held.value;
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text } = readForm(form.current!);
    const body: TeamBody = {
      name: text('name'),
      kind: text('kind') as TeamBody['kind'],
      districtId: text('districtId'),
      base: { lat: Number(text('lat').replace(',', '.')), lon: Number(text('lon').replace(',', '.')) },
      zone: text('zone'),
    };
    await saving.save(async () => {
      const saved = team ? await asks.change(team.id, versionFor(team, read, shapeOf), body) : await asks.create(body);
      held.value = saved;
      notify(officeTexts.edit.saved);
      onSaved(saved);
    });
  };
  const reread = () => {
    isReread.value = true;
    void onReread().then(saving.forget);
  };
  const { refusal } = saving;
  return (
    <section aria-labelledby="of-team">
      <h3 id="of-team">{words.about}</h3>
      <form key={team?.version} ref={form} class="edit" aria-labelledby="of-team" onSubmit={save}>
        <Field
          label={words.name}
          name="name"
          required
          maxLength={200}
          autocomplete="off"
          defaultValue={team?.name ?? ''}
          wrong={isWrong(refusal, 'name') && officeTexts.edit.notAName}
        />
        <Select
          label={words.kind}
          name="kind"
          some={KINDS.map((kind) => ({ value: kind, words: wordFor(officeTexts.map.teamKind, kind) }))}
          chosen={team?.kind ?? 'home-care'}
        />
        <Select
          label={words.district}
          name="districtId"
          some={districts.map(({ id, name }) => ({ value: id, words: name }))}
          chosen={team?.districtId ?? ''}
          wrong={isWrong(refusal, 'districtId') && words.noSuchDistrict}
        />
        <Field
          label={words.lat}
          hint={words.baseHint}
          name="lat"
          required
          inputMode="decimal"
          autocomplete="off"
          defaultValue={team ? String(team.base.lat) : ''}
          wrong={(isWrong(refusal, 'base') || isWrong(refusal, 'base.lat')) && words.notALatitude}
        />
        <Field
          label={words.lon}
          name="lon"
          required
          inputMode="decimal"
          autocomplete="off"
          defaultValue={team ? String(team.base.lon) : ''}
          wrong={isWrong(refusal, 'base.lon') && words.notALongitude}
        />
        <Field
          label={words.zone}
          hint={words.zoneHint}
          name="zone"
          required
          autocomplete="off"
          spellcheck={false}
          defaultValue={team?.zone ?? ZONE}
          wrong={isWrong(refusal, 'zone') && words.notAZone}
        />
        <Refused refusal={refusal} onReread={reread} />
        <div class="form-buttons">
          <button class="primary" disabled={saving.isBusy}>
            {team ? officeTexts.edit.save : words.newTeam}
          </button>
          {team && <Removal team={team} />}
        </div>
      </form>
    </section>
  );
}

const shapeOf = ({ name, kind, districtId, base, zone }: RosteredTeam) => ({ name, kind, districtId, base, zone });

function Removal({ team }: { team: RosteredTeam }) {
  const { route } = useLocation();
  const isAsked = useSignal(false);
  const saving = useSaving();
  const words = officeTexts.roster;
  const remove = async () => {
    isAsked.value = false;
    if (await saving.save(() => asks.remove(team.id, team.version))) route('/operations/teams');
  };
  return (
    <>
      <button type="button" onClick={() => (isAsked.value = true)}>
        {words.remove}
      </button>
      <Refused refusal={saving.refusal} conflict={words.stillNamed} />
      {isAsked.value && (
        <AskFirst
          title={words.removeAsk(team.name)}
          yes={words.remove}
          onYes={() => void remove()}
          onNo={() => (isAsked.value = false)}
        >
          <p>{words.removeFollows}</p>
        </AskFirst>
      )}
    </>
  );
}
