import type { Duty } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { voice } from '../../texts.js';

interface Props {
  name: string;
  /** Undefined: staffed, by whom is not said. */
  members: readonly string[] | undefined;
  people: Duty['people'];
  isWrong: boolean;
  onNamed: (members: string[]) => void;
  onUnnamed: () => void;
}

/** Who works on a shift: somebody whoever it is, or people by name. Who has left the team is shown, and has to go. */
export function Members({ name, members, people, isWrong, onNamed, onUnnamed }: Props) {
  const words = officeTexts.roster;
  const gone = (members ?? []).filter((id) => !people.some(({ staffId }) => staffId === id));
  const all = [
    ...people.toSorted((a, b) => a.name.localeCompare(b.name)),
    ...gone.map((staffId) => ({ staffId, name: words.left })),
  ];
  const toggle = (id: string, isOn: boolean) =>
    onNamed(all.map(({ staffId }) => staffId).filter((one) => (one === id ? isOn : members?.includes(one))));
  return (
    <details class="members" open={isWrong || gone.length > 0 || undefined}>
      <summary>{summarize(members, people)}</summary>
      <label class="check-line">
        <input type="radio" name={name} checked={members === undefined} onChange={onUnnamed} />
        {words.unnamed}
      </label>
      <label class="check-line">
        <input type="radio" name={name} checked={members !== undefined} onChange={() => onNamed([])} />
        {words.byName}
      </label>
      {members !== undefined && (
        <div role="group" aria-label={words.byName} class="named">
          {all.length === 0 && <p class="quiet">{words.emptyTeam}</p>}
          {all.map(({ staffId, name: called }) => (
            <label key={staffId} class="check-line">
              <input
                type="checkbox"
                checked={members.includes(staffId)}
                onChange={({ currentTarget }) => toggle(staffId, currentTarget.checked)}
              />
              {called}
            </label>
          ))}
        </div>
      )}
      {(isWrong || gone.length > 0) && <strong class="error">{words.hasLeft}</strong>}
    </details>
  );
}

function summarize(members: Props['members'], people: Duty['people']): string {
  const words = officeTexts.roster;
  if (members === undefined) return words.unnamed;
  if (members.length === 0) return words.nobody;
  return voice().list(members.map((id) => people.find(({ staffId }) => staffId === id)?.name ?? words.left));
}
