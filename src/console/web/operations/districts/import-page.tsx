import { useSignal } from '@preact/signals';
import type { District } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { Gate } from '../edit/gate.js';
import { useDistricts } from '../edit/use-districts.js';
import { Frame } from '../frame.js';
import { Drawn } from './drawn.js';
import { type Found, readGeoJson, swapped, type Unreadable } from './geojson.js';
import '../../styles/edit.css';
import '../../styles/borders.css';
import '../../styles/map.css';

/** What a browser can hold without being slow. */
const LARGEST_BYTES = 20_000_000;

/** New borders out of a file: which outline is which district, what comes of it, and then all of it or nothing. */
export const ImportPage = () => <Gate part="districts" page={Import} />;

function Import() {
  const tree = useDistricts();
  const words = officeTexts.borders;
  return (
    <Frame part="districts" title={words.importBorders}>
      <a class="back-to" href="/operations/districts">
        ← {officeTexts.operations.parts.districts}
      </a>
      {!tree && <p class="quiet">{texts.list.loading}</p>}
      {tree?.length === 0 && <p class="empty">{words.none}</p>}
      {tree && tree.length > 0 && <Source tree={tree} />}
    </Frame>
  );
}

function Source({ tree }: { tree: readonly District[] }) {
  const found = useSignal<Found | null>(null);
  const trouble = useSignal<Unreadable | 'too-big' | null>(null);
  const times = useSignal(0);
  const words = officeTexts.borders;
  const read = (text: string) => {
    const answer = readGeoJson(text);
    found.value = typeof answer === 'string' ? null : answer;
    trouble.value = typeof answer === 'string' ? answer : null;
    times.value++;
  };
  const open = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST_BYTES) {
      found.value = null;
      trouble.value = 'too-big';
    } else read(await file.text());
  };
  return (
    <>
      <p class="quiet">{words.importHint}</p>
      <div class="edit source">
        <div class="field">
          <label>
            {words.file}
            <input
              type="file"
              accept=".geojson,.json,application/geo+json,application/json"
              onChange={({ currentTarget }) => void open(currentTarget.files?.[0])}
            />
          </label>
        </div>
        <div class="field">
          <label>
            {words.paste}
            <textarea
              rows={3}
              spellcheck={false}
              onInput={({ currentTarget: { value } }) => value.trim() !== '' && read(value)}
            />
          </label>
        </div>
      </div>
      <div role="alert">{trouble.value && <p class="banner warning">{words.unreadable[trouble.value]}</p>}</div>
      {found.value?.isSwapped && (
        <p class="banner warning" role="alert">
          <span>{words.isSwapped}</span>
          <button
            onClick={() => {
              found.value = swapped(found.value!);
              times.value++;
            }}
          >
            {words.swap}
          </button>
        </p>
      )}
      {found.value && !found.value.isSwapped && <Drawn key={times.value} found={found.value} tree={tree} />}
    </>
  );
}
