import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ApiError } from '../../api.js';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { makeKey } from '../../task/key.js';
import { Frame } from '../frame.js';
import { Mistakes } from '../sheet/mistakes.js';
import { asks, type Provisioned } from './asks.js';
import { ClaimList } from './claim-list.js';
import '../../styles/edit.css';
import '../../styles/fleet.css';

/** Many dispensers from a list: tried out first, then registered, then their secrets on paper. */
export function ProvisionPage() {
  return (
    <Frame part="fleet" title={officeTexts.fleet.provision}>
      <a class="back-to unprinted" href="/operations/fleet">
        ← {officeTexts.operations.parts.fleet}
      </a>
      <Provisioning />
    </Frame>
  );
}

/** A list that was chosen, and what would become of it. */
interface Tried {
  readonly file: File;
  readonly rotate: boolean;
  readonly found: Provisioned;
}

function Provisioning() {
  const { fleet } = officeTexts;
  const file = useSignal<File | null>(null);
  const rotates = useSignal(false);
  const tried = useSignal<Tried | null>(null);
  const done = useSignal<Provisioned | null>(null);
  const trouble = useSignal('');
  const isBusy = useSignal(false);
  const latest = useRef(0);

  const attempt = async (deed: () => Promise<void>) => {
    const mine = ++latest.current;
    [trouble.value, isBusy.value] = ['', true];
    try {
      await deed();
    } catch (error) {
      if (mine === latest.current) trouble.value = explain(error);
    }
    if (mine === latest.current) isBusy.value = false;
  };
  const tryOut = () => {
    tried.value = null;
    const [chosen, rotate] = [file.value, rotates.value];
    if (!chosen) return;
    const mine = latest.current + 1;
    void attempt(async () => {
      const found = await asks.provision(chosen, { dryRun: true, rotate }, null);
      if (mine === latest.current) tried.value = { file: chosen, rotate, found };
    });
  };
  const provision = ({ file: chosen, rotate }: Tried) =>
    attempt(async () => {
      done.value = await asks.provision(chosen, { dryRun: false, rotate }, makeKey());
      tried.value = null;
    });

  if (done.value) return <ClaimList of={done.value} />;
  return (
    <div class="provision">
      <p>{fleet.provisionHint}</p>
      <pre class="sample">{SAMPLE}</pre>
      <label>
        {fleet.file}
        <input
          type="file"
          accept=".csv,text/csv"
          disabled={isBusy.value}
          onChange={({ currentTarget }) => {
            file.value = currentTarget.files?.[0] ?? null;
            tryOut();
          }}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={rotates.value}
          disabled={isBusy.value}
          onChange={({ currentTarget }) => {
            rotates.value = currentTarget.checked;
            tryOut();
          }}
        />
        {fleet.rotateAll}
      </label>
      <p role="status">{isBusy.value ? fleet.working : ''}</p>
      <p role="alert" class="error">
        {trouble.value}
      </p>
      {tried.value && <Outcome tried={tried.value} isBusy={isBusy.value} onGo={() => void provision(tried.value!)} />}
    </div>
  );
}

/** Names of columns and values are the same in every language. */
const SAMPLE =
  'deviceId;model;dialect;presence;expectEveryMinutes\nDEMO-0001;Model 3;cloudevents;visit;240\nDEMO-0002;;;;';

function Outcome({ tried: { found }, isBusy, onGo }: { tried: Tried; isBusy: boolean; onGo: () => void }) {
  const { fleet } = officeTexts;
  const outcome = useRef<HTMLElement>(null);
  useEffect(() => outcome.current?.focus(), []);
  const { registered, secretsMade, leftAlone, mistakes, errors } = found;
  const rotated = found.items.filter(({ fate }) => fate === 'rotated').length;
  return (
    <section ref={outcome} class="outcome-of-list" tabIndex={-1} aria-label={fleet.wouldBe}>
      {mistakes > 0 ? (
        <Mistakes mistakes={errors} count={mistakes} />
      ) : (
        <>
          <h3>{fleet.wouldBe}</h3>
          <ul>
            <li>{fleet.wouldRegister(registered)}</li>
            <li>{fleet.wouldMake(secretsMade)}</li>
            {rotated > 0 && <li class="once">{fleet.wouldRotate(rotated)}</li>}
            {leftAlone > 0 && <li>{fleet.wouldLeave(leftAlone)}</li>}
          </ul>
          {secretsMade > 0 ? (
            <button class="primary" disabled={isBusy} onClick={onGo}>
              {fleet.provisionAll(secretsMade)}
            </button>
          ) : (
            <p>{fleet.nothingToDo}</p>
          )}
        </>
      )}
    </section>
  );
}

function explain(error: unknown): string {
  const { fleet, sheet, edit } = officeTexts;
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 400) return sheet.notUtf8;
  if (status === 413) return sheet.tooLong;
  if (status === 409 || status === 422) return fleet.listChanged;
  return status === 0 ? fleet.maybeDone : status === 403 ? edit.forbidden : texts.notice.failed;
}
