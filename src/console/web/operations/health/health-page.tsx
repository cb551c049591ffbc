import { officeTexts } from '../../office-texts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { Checks } from './checks.js';
import { Clocks, Gateways, HouseAlerts, InNumbers } from './parts-of-machine.js';
import { readMachine } from './standing.js';

const EVERY_MILLIS = 5_000;

/** Whether each part of the machine does its work; it is read again by itself. */
export function HealthPage() {
  return (
    <Frame part="health">
      <Health />
    </Frame>
  );
}

function Health() {
  const machine = useFresh(readMachine, [], EVERY_MILLIS);
  const { found, trouble } = machine;
  const { health } = officeTexts;
  return (
    <div class={trouble ? 'stale' : undefined}>
      <Freshness of={machine} />
      {found && (
        <>
          <p class={found.status === 'ok' ? 'on-duty' : 'error'}>{health.whole[found.status]}</p>
          <InNumbers machine={found} />
          <HouseAlerts alerts={found.alerts} />
          <section>
            <h3>{health.parts}</h3>
            <p class="quiet">{health.ofThisNode}</p>
            <Checks checks={found.checks} />
          </section>
          <Gateways machine={found} />
          <Clocks clocks={found.clocks} />
        </>
      )}
    </div>
  );
}
