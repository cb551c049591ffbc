import { useEffect } from 'preact/hooks';
import { texts } from '../texts.js';
import { forget, here, others, own, readPush, trouble, trying, tryOut, turnOff, turnOn, whyNot } from './push-here.js';

/** Messages to this device: on, off, and whether one arrives. */
export function PushSettings() {
  useEffect(() => void readPush(), []);
  const why = trouble.value ?? whyNot();
  return (
    <section>
      <h3>{texts.me.push.title}</h3>
      <p class="quiet">{texts.me.push.hint}</p>
      <p class="quiet">{texts.me.push.noPromise}</p>
      {own.value && <p>{here.value ? texts.me.push.isOn : texts.me.push.isOff}</p>}
      {own.value && (
        <div class="actions">
          {here.value ? <OnHere /> : !whyNot() && <button onClick={() => void turnOn()}>{texts.me.push.on}</button>}
        </div>
      )}
      <p role="status">
        {own.value && why && texts.me.push.why[why]}
        {here.value && trying.value && texts.me.push.trying[trying.value]}
        {here.value?.error && !trying.value && texts.me.push.trouble(here.value.error)}
      </p>
      <Others />
    </section>
  );
}

function OnHere() {
  return (
    <>
      <button onClick={() => void tryOut(here.peek()!)}>{texts.me.push.try}</button>
      <button onClick={() => void turnOff()}>{texts.me.push.off}</button>
    </>
  );
}

function Others() {
  if (others.value.length === 0) return null;
  return (
    <>
      <p>{texts.me.push.others}</p>
      <ul class="sessions">
        {others.value.map((each) => {
          const browser = each.userAgent ?? texts.me.unknownBrowser;
          return (
            <li key={each.id}>
              <span>{browser}</span>
              <button onClick={() => void forget(each)}>
                {texts.me.push.turnOffOther}
                <span class="unseen"> {browser}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
