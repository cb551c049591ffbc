import { saySeconds } from '../../../../words/names.js';
import { gatewayNow } from '../../clock.js';
import { formatMoment, nameType } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { zone } from '../../session/session.js';
import { texts, voice } from '../../texts.js';
import type { Machine } from './standing.js';

const SECOND_MILLIS = 1_000;
const moment = (at: string) => formatMoment(at, gatewayNow(), zone.value);
const secondsSince = (at: string, now: string): number =>
  Math.max(0, Math.round((Date.parse(now) - Date.parse(at)) / SECOND_MILLIS));

/** What can be counted of it. */
export function InNumbers({ machine }: { machine: Machine }) {
  const { health } = officeTexts;
  const { now, node, ingest, dispensers, waiting } = machine;
  const lag = ingest.oldestReceivedAt === null ? null : saySeconds(secondsSince(ingest.oldestReceivedAt, now), texts);
  return (
    <dl class="numbers">
      <div>
        <dt>{health.dispensers}</dt>
        <dd>
          {health.online(dispensers.online, dispensers.inUse)}
          {dispensers.lastSeenAt && <small>{health.heardAt(moment(dispensers.lastSeenAt))}</small>}
        </dd>
      </div>
      <div>
        <dt>{health.lag}</dt>
        <dd>{lag === null ? health.nothingWaits : health.waitsFor(ingest.waiting, lag)}</dd>
      </div>
      <div>
        <dt>{officeTexts.operations.parts.quarantine}</dt>
        <dd>
          <a href="/operations/quarantine">{health.forSomebody(waiting.quarantine)}</a>
        </dd>
      </div>
      <div>
        <dt>{officeTexts.operations.parts.deliveries}</dt>
        <dd>
          <a href="/operations/deliveries">{health.forSomebody(waiting.deliveries)}</a>
        </dd>
      </div>
      <div>
        <dt>{health.build}</dt>
        <dd>
          {node.version}
          <small>
            {health.runsSince(
              moment(node.startedAt),
              voice().list(node.roles.map((role) => health.roles[role] ?? role)),
            )}
          </small>
        </dd>
      </div>
    </dl>
  );
}

/** The alerts over the house itself, which a team has as work. */
export function HouseAlerts({ alerts }: Pick<Machine, 'alerts'>) {
  const { health } = officeTexts;
  return (
    <section>
      <h3>{health.alerts}</h3>
      {alerts.length === 0 && <p class="on-duty">{health.noAlerts}</p>}
      <ul class="lines">
        {alerts.map(({ id, type, priority, state, openedAt, occurrences }) => (
          <li key={id}>
            <b>{priority}</b> {nameType(type)}
            <small>
              {health.since(moment(openedAt))}, {texts.state[state]}
              {occurrences > 1 && `, ${texts.again(occurrences)}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Those that hear dispensers, and until when what they heard is written. */
export function Gateways({ machine: { gateways, node } }: { machine: Machine }) {
  const { health } = officeTexts;
  return (
    <section>
      <h3>{health.gateways}</h3>
      {gateways.length === 0 && <p class="error">{health.noGateway}</p>}
      <ul class="lines">
        {gateways.map(({ nodeId, heardUntil, isOpen, isHearing }) => (
          <li key={nodeId}>
            <b class={isHearing ? 'on-duty' : isOpen ? 'error' : undefined}>
              {isHearing ? health.hears : isOpen ? health.silent : health.closed}
            </b>
            {nodeId === node.id && ` ${health.thisNode}`}
            <small>
              {health.writtenUntil(moment(heardUntil))} <code>{nodeId}</code>
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How far the clocks are apart. */
export function Clocks({ clocks: { aheadSeconds, databaseSetBySeconds, wrong } }: Pick<Machine, 'clocks'>) {
  const { health } = officeTexts;
  const apart = (seconds: number): string =>
    Math.abs(seconds) < 1 ? health.agrees : health.apart(saySeconds(Math.round(Math.abs(seconds)), texts), seconds > 0);
  return (
    <section>
      <h3>{health.checks.clock}</h3>
      <ul class="lines">
        <li>
          {health.thisMachine}: {apart(aheadSeconds)}
          {Math.abs(databaseSetBySeconds) >= 1 && (
            <small>{health.setBy(saySeconds(Math.round(Math.abs(databaseSetBySeconds)), texts))}</small>
          )}
        </li>
        {wrong.map((one) => (
          <li key={one.node}>
            <code>{one.node}</code>: <b class="error">{apart(one.aheadSeconds)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
