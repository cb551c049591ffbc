import { useSignal } from '@preact/signals';
import { ApiError } from '../../api.js';
import { officeTexts } from '../../office-texts.js';
import { ShownOnce } from '../../setup/shown-once.js';
import { MistakeTable } from '../sheet/mistake-table.js';
import type { Taken } from './sending.js';

interface Props {
  name: string;
  title: string;
  columns: string;
  send: (text: string, dryRun: boolean) => Promise<Taken>;
}

interface Tried {
  readonly text: string;
  readonly taken: Taken;
}

/** A file is chosen and tried out; what it would do is shown, and only then it can be done. */
export function ListSection({ name, title, columns, send }: Props) {
  const { lists } = officeTexts;
  const isBusy = useSignal(false);
  const flaw = useSignal('');
  const tried = useSignal<Tried | null>(null);
  const done = useSignal<Taken | null>(null);

  const run = async (work: () => Promise<void>) => {
    isBusy.value = true;
    flaw.value = '';
    done.value = null;
    await work().catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      flaw.value = error.status === 413 ? lists.tooLong : lists.failed;
    });
    isBusy.value = false;
  };
  const tryOut = (event: SubmitEvent) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget as HTMLFormElement).get('file');
    if (!(file instanceof File)) return;
    tried.value = null;
    void run(async () => {
      const text = await file.text();
      tried.value = { text, taken: await send(text, true) };
    });
  };
  const take = () =>
    void run(async () => {
      const { text } = tried.peek()!;
      tried.value = null;
      done.value = await send(text, false);
    });
  const would = tried.value?.taken;
  return (
    <section aria-labelledby={`list-${name}`}>
      <h3 id={`list-${name}`}>{title}</h3>
      <p class="quiet">{columns}</p>
      <form class="form" aria-label={title} onSubmit={tryOut}>
        <label>
          {lists.file}
          <input name="file" type="file" required accept=".csv,text/csv" onChange={() => void (tried.value = null)} />
        </label>
        <div class="form-buttons">
          <button class={would ? undefined : 'primary'} disabled={isBusy.value}>
            {lists.tryOut}
          </button>
        </div>
      </form>
      <p role="alert" class="error">
        {flaw.value}
      </p>
      <div role="status">
        {would && <p>{lists.would(would.new, would.changed, would.same)}</p>}
        {would && would.byPostcode > 0 && <p>{lists.byPostcode(would.byPostcode)}</p>}
        {would && would.mistakes > 0 && <p class="error">{lists.mistakes(would.mistakes)}</p>}
        {done.value && <p class="on-duty">{lists.did(done.value.new, done.value.changed, done.value.same)}</p>}
      </div>
      {would && would.mistakes > 0 && <MistakeTable label={lists.mistakesOf(title)} mistakes={would.errors} />}
      {would?.mistakes === 0 && would.new + would.changed > 0 && (
        <button class="primary" disabled={isBusy.value} onClick={take}>
          {lists.take}
        </button>
      )}
      {done.value && done.value.passwords.length > 0 && (
        <ShownOnce title={officeTexts.setup.passwords} onNoted={() => void (done.value = null)}>
          <table>
            <tbody>
              {done.value.passwords.map(({ username, password }) => (
                <tr key={username}>
                  <th scope="row">{username}</th>
                  <td>
                    <code>{password}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ShownOnce>
      )}
    </section>
  );
}
