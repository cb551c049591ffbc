import { useSignal } from '@preact/signals';
import { readDistricts } from '../../districts.js';
import type { District } from '../../model.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { AskFirst } from '../edit/ask-first.js';
import { Refused } from '../edit/refused.js';
import { useSaving } from '../edit/saving.js';
import { asks } from './asks.js';
import { BordersMap } from './borders-map.js';
import { flawsOf } from './flaws.js';
import { bordersOf, type Found, keysOf, suggest } from './geojson.js';
import { Outcome } from './outcome.js';
import { useTrial } from './trial.js';
import { Which } from './which.js';

interface Props {
  found: Found;
  tree: readonly District[];
}

/** Which outline is which district, what would come of it, on the map and in words, and the button that does it. */
export function Drawn({ found: { outlines, others }, tree }: Props) {
  const keys = keysOf(outlines, tree);
  const key = useSignal(keys[0]);
  const chosen = useSignal<readonly (string | null)[]>(suggest(outlines, keys[0], tree));
  const isAsked = useSignal(false);
  const saving = useSaving();
  const words = officeTexts.borders;
  // As they were read when the file was: whoever changes one meanwhile is not written over.
  const versions = useSignal(new Map(tree.map(({ id, version }) => [id, version])));
  const borders = bordersOf(outlines, chosen.value).map((border) => ({
    ...border,
    version: versions.value.get(border.id),
  }));
  const asked = JSON.stringify([chosen.value, borders.map(({ version }) => version)]);
  const trial = useTrial(borders, asked);
  const { result } = trial;
  const isWide = result?.items.some(({ overlaps }) => overlaps.some(({ width }) => width === 'wide')) ?? false;
  const save = async () => {
    isAsked.value = false;
    const isSaved = await saving.save(async () => {
      await asks.setBorders(borders);
      await readDistricts();
    });
    if (!isSaved) return;
    versions.value = new Map(
      [...versions.value].map(([id, at]) => [id, borders.some((b) => b.id === id) ? at + 1 : at]),
    );
    notify(officeTexts.edit.saved);
  };
  const reread = async () => {
    await readDistricts();
    saving.forget();
  };
  const flaws = flawsOf((saving.refusal ?? trial.refusal)?.body.errors ?? []);
  const refusal = saving.refusal ?? (flaws.length > 0 ? null : trial.refusal);
  return (
    <>
      <p role="status">{words.outlines(outlines.length, others)}</p>
      <Which
        outlines={outlines}
        keys={keys}
        shownBy={key.value}
        chosen={chosen.value}
        tree={tree}
        onKey={(next) => {
          key.value = next;
          chosen.value = suggest(outlines, next, tree);
        }}
        onChosen={(at, id) => (chosen.value = chosen.value.map((one, i) => (i === at ? id : one)))}
      />
      <BordersMap asked={asked} tree={tree} borders={borders} result={result} />
      <Outcome tree={tree} borders={borders} trial={trial} flaws={flaws} />
      <Refused refusal={refusal} onReread={() => void reread()} />
      <div class="form-buttons">
        <button
          class="primary"
          disabled={saving.isBusy || !trial.isCurrent || result === null || isWide || borders.length === 0}
          onClick={() => (isAsked.value = true)}
        >
          {words.saveBorders(borders.length)}
        </button>
      </div>
      {isAsked.value && (
        <AskFirst
          title={words.saveAsk(borders.length)}
          yes={words.saveBorders(borders.length)}
          onYes={() => void save()}
          onNo={() => (isAsked.value = false)}
        >
          <p>{words.saveFollows}</p>
        </AskFirst>
      )}
    </>
  );
}
