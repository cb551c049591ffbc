import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { useRef } from 'preact/hooks';
import { readDistricts } from '../../districts.js';
import type { District } from '../../model.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { AskFirst } from '../edit/ask-first.js';
import { Field, readForm, Select } from '../edit/field.js';
import { Refused } from '../edit/refused.js';
import { isWrong, useSaving } from '../edit/saving.js';
import { asks, type DistrictBody } from './asks.js';

interface Props {
  district: District | null;
  tree: readonly District[];
  onSaved: (district: District) => void;
  onReread: () => Promise<void>;
}

/** What a district is called, what it lies in, and whether it is only tried out. Its border stays as it is. */
export function DistrictForm({ district, tree, onSaved, onReread }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const saving = useSaving();
  const words = officeTexts.borders;
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text, all } = readForm(form.current!);
    const body: DistrictBody = {
      name: text('name'),
      parentId: text('parentId') || null,
      polygon: district?.polygon ?? null,
      shadow: all('shadow').length > 0,
    };
    await saving.save(async () => {
      const saved = district ? await asks.change(district.id, district.version, body) : await asks.create(body);
      notify(officeTexts.edit.saved);
      await readDistricts();
      onSaved(saved);
    });
  };
  const { refusal } = saving;
  const above = district ? outside(tree, district.id) : tree;
  return (
    <form ref={form} class="edit" aria-label={officeTexts.operations.parts.districts} onSubmit={save}>
      <Field
        label={words.name}
        name="name"
        required
        maxLength={200}
        autocomplete="off"
        defaultValue={district?.name ?? ''}
        wrong={isWrong(refusal, 'name') && officeTexts.edit.notAName}
      />
      <Select
        label={words.above}
        name="parentId"
        some={above.map(({ id, name }) => ({ value: id, words: name }))}
        chosen={district?.parentId ?? ''}
        none={words.noneAbove}
        wrong={isWrong(refusal, 'parentId') && words.notAbove}
      />
      <div class="field">
        <label class="check-line">
          <input type="checkbox" name="shadow" value="yes" defaultChecked={district?.shadow ?? false} />
          {words.shadow}
        </label>
        <small class="quiet">{words.shadowHint}</small>
      </div>
      {district && (
        <p>
          {district.polygon ? words.hasBorder : words.hasNoBorder}{' '}
          <a class="button" href="/operations/districts/import">
            {words.importBorders}
          </a>
        </p>
      )}
      <Refused refusal={refusal} onReread={() => void onReread().then(saving.forget)} />
      <div class="form-buttons">
        <button class="primary" disabled={saving.isBusy}>
          {district ? officeTexts.edit.save : words.newDistrict}
        </button>
        {district && <Removal district={district} tree={tree} />}
      </div>
    </form>
  );
}

/** Those that are neither the district itself nor below it. */
function outside(tree: readonly District[], id: string): District[] {
  const within = new Set([id]);
  for (const below of within) for (const one of tree) if (one.parentId === below) within.add(one.id);
  return tree.filter((one) => !within.has(one.id));
}

function Removal({ district, tree }: { district: District; tree: readonly District[] }) {
  const { route } = useLocation();
  const isAsked = useSignal(false);
  const saving = useSaving();
  const words = officeTexts.borders;
  const heir = tree.find(({ id }) => id === district.parentId)?.name;
  const remove = async () => {
    isAsked.value = false;
    const isGone = await saving.save(async () => {
      await asks.remove(district.id, district.version);
      await readDistricts();
    });
    if (isGone) route('/operations/districts');
  };
  return (
    <>
      <button type="button" onClick={() => (isAsked.value = true)}>
        {words.remove}
      </button>
      <Refused refusal={saving.refusal} conflict={words.inUse} />
      {isAsked.value && (
        <AskFirst
          title={words.removeAsk(district.name)}
          yes={words.remove}
          onYes={() => void remove()}
          onNo={() => (isAsked.value = false)}
        >
          <p>{heir ? words.removeFollows(heir) : words.removeFollowsNobody}</p>
        </AskFirst>
      )}
    </>
  );
}
