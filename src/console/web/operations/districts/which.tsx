import type { District } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import type { Outline } from './geojson.js';

interface Props {
  outlines: readonly Outline[];
  keys: readonly string[];
  /** By which of the things that are said of them they are called. */
  shownBy: string | undefined;
  chosen: readonly (string | null)[];
  tree: readonly District[];
  onKey: (key: string) => void;
  onChosen: (at: number, id: string | null) => void;
}

/** Which outline is which district. */
export function Which({ outlines, keys, shownBy, chosen, tree, onKey, onChosen }: Props) {
  const words = officeTexts.borders;
  return (
    <fieldset class="which">
      <legend>{words.which}</legend>
      {keys.length > 1 && (
        <div class="field">
          <label>
            {words.calledBy}
            <select value={shownBy} onChange={({ currentTarget: { value } }) => onKey(value)}>
              {keys.map((key) => (
                <option key={key} value={key}>
                  {key}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      <ul>
        {outlines.map(({ says }, i) => {
          const name = (shownBy !== undefined && says[shownBy]) || words.outline(i + 1);
          return (
            <li key={i}>
              <label>
                <span>{name}</span>
                <select
                  value={chosen[i] ?? ''}
                  onChange={({ currentTarget: { value } }) => onChosen(i, value === '' ? null : value)}
                >
                  <option value="">{words.notTaken}</option>
                  {tree.map(({ id, name: called }) => (
                    <option key={id} value={id}>
                      {called}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
