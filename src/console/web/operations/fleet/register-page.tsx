import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { useRef } from 'preact/hooks';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { makeKey } from '../../task/key.js';
import { Field, readForm, Select } from '../edit/field.js';
import { Refused } from '../edit/refused.js';
import { isWrong, useSaving } from '../edit/saving.js';
import { ShownOnce } from '../edit/shown-once.js';
import { Frame } from '../frame.js';
import { useFresh } from '../fresh.js';
import { asks, type Dialect } from './asks.js';
import '../../styles/edit.css';
import '../../styles/fleet.css';

const USUAL = 'cloudevents';

/** One dispenser is registered; its secret is shown once. */
export function RegisterPage() {
  return (
    <Frame part="fleet" title={officeTexts.fleet.register}>
      <a class="back-to" href="/operations/fleet">
        ← {officeTexts.operations.parts.fleet}
      </a>
      <Registering />
    </Frame>
  );
}

function Registering() {
  const { fleet, edit } = officeTexts;
  const form = useRef<HTMLFormElement>(null);
  const { route } = useLocation();
  const saving = useSaving();
  const made = useSignal<{ deviceId: string; secret: string } | null>(null);
  const dialects = useFresh(() => asks.fleet({}), [], null).found?.counts?.byDialect;
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text } = readForm(form.current!);
    const [presence, minutes] = [text('presence'), text('expectEveryMinutes')];
    const body = {
      deviceId: text('deviceId'),
      dialect: text('dialect') as Dialect,
      model: text('model') || null,
      presence: presence === 'connected' || presence === 'visit' ? presence : null,
      expectEveryMinutes: minutes === '' ? null : Number(minutes),
    } as const;
    await saving.save(async () => (made.value = await asks.register(body, makeKey())));
  };
  if (made.value) {
    const { deviceId, secret } = made.value;
    const goOn = () => route(`/operations/fleet/${deviceId}`);
    return <ShownOnce label={fleet.secretOf(deviceId)} secret={secret} onPutAway={goOn} />;
  }
  const { refusal } = saving;
  const some = (values: readonly string[], words = (value: string) => value) =>
    values.map((value) => ({ value, words: words(value) }));
  return (
    <form ref={form} class="edit" aria-label={fleet.register} onSubmit={save}>
      <Field
        label={fleet.name}
        hint={fleet.nameHint}
        name="deviceId"
        required
        maxLength={64}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        wrong={(refusal?.status === 409 && fleet.isThere) || (isWrong(refusal, 'deviceId') && fleet.nameHint)}
      />
      <Field label={texts.citizen.model} name="model" maxLength={200} autocomplete="off" />
      <Select
        label={fleet.dialect}
        name="dialect"
        some={some(Object.keys(dialects ?? { [USUAL]: 0 }))}
        chosen={USUAL}
        wrong={isWrong(refusal, 'dialect') && edit.notFitting}
      />
      <Select
        label={fleet.terms.presence}
        name="presence"
        none={fleet.presence.unknown}
        some={some(['connected', 'visit'], (value) => fleet.presence[value === 'visit' ? 'visit' : 'connected'])}
        chosen=""
      />
      <Field
        label={fleet.everyMinutes}
        name="expectEveryMinutes"
        type="number"
        min={1}
        max={10_080}
        step={1}
        wrong={isWrong(refusal, 'expectEveryMinutes') && edit.notFitting}
      />
      <Refused refusal={refusal} conflict={fleet.isThere} />
      <div class="form-buttons">
        <button class="primary" disabled={saving.isBusy}>
          {fleet.registerIt}
        </button>
      </div>
    </form>
  );
}
