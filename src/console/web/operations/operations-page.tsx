import { officeTexts } from '../office-texts.js';
import { PageHeading } from '../page-heading.js';
import { Tabs } from './frame.js';
import { Freshness } from './freshness.js';
import { useFresh } from './fresh.js';
import { type Machine, readMachine } from './health/standing.js';
import { type Part, parts, pathOf, runsTheMachine } from './parts.js';

const EVERY_MILLIS = 10_000;

/** What the house is run by: whether it is well, what waits, and the way to each part. */
export function OperationsPage() {
  const { operations } = officeTexts;
  return (
    <main class="page operations">
      <PageHeading>{operations.title}</PageHeading>
      <Tabs shown={null} />
      {parts.value.length === 0 && <p class="empty">{operations.notAllowed}</p>}
      {runsTheMachine() ? <WithCounts /> : <Cards machine={null} />}
    </main>
  );
}

function WithCounts() {
  const { health } = officeTexts;
  const machine = useFresh(readMachine, [], EVERY_MILLIS);
  const { found, trouble } = machine;
  return (
    <div class={trouble ? 'stale' : undefined}>
      <Freshness of={machine} />
      {found && <p class={found.status === 'ok' ? 'on-duty' : 'error'}>{health.whole[found.status]}</p>}
      <Cards machine={found} />
    </div>
  );
}

function Cards({ machine }: { machine: Machine | null }) {
  const { operations } = officeTexts;
  return (
    <ul class="parts">
      {parts.value.map((part) => {
        const count = machine && sayCount(part, machine);
        return (
          <li key={part}>
            <a href={pathOf(part)}>
              <b>{operations.parts[part]}</b>
              {count && <span class="part-count">{count}</span>}
              <span class="quiet">{operations.hints[part]}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** What is to be known of a part before it is gone to. */
function sayCount(part: Part, { alerts, dispensers, waiting }: Machine): string | null {
  const { health } = officeTexts;
  switch (part) {
    case 'health':
      return alerts.length > 0 ? health.alertsStand(alerts.length) : health.noAlerts;
    case 'fleet':
      return health.online(dispensers.online, dispensers.inUse);
    case 'quarantine':
    case 'deliveries':
      return health.forSomebody(waiting[part]);
    default:
      return null;
  }
}
