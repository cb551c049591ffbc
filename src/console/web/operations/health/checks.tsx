import { officeTexts } from '../../office-texts.js';
import { byWeight, type Check } from './standing.js';

/** Each part of the machine by its name, how it is, and what that means; what it says of itself beside, as the log says it. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <ul class="checks">
      {byWeight(checks).map((check) => (
        <Line key={check.name} check={check} />
      ))}
    </ul>
  );
}

function Line({ check: { name, ok, degradedOnly, detail } }: { check: Check }) {
  const { health } = officeTexts;
  const known = name in health.checks ? name : 'other';
  const standing = ok ? 'ok' : degradedOnly ? 'degraded' : 'unavailable';
  return (
    <li class={standing}>
      <span class="check-name">
        <b>{health.checks[known]}</b> <span class="standing">{health.is[standing]}</span>
      </span>
      {!ok && <span>{health.means[known]}</span>}
      <details open={!ok}>
        <summary>
          {health.itself}
          <span class="unseen"> {health.checks[known]}</span>
        </summary>
        <code lang="en">{`${name}: ${detail}`}</code>
      </details>
    </li>
  );
}
