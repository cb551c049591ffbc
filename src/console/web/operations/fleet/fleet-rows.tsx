import { useEffect, useRef } from 'preact/hooks';
import { gatewayNow } from '../../clock.js';
import { nameDistrict } from '../../districts.js';
import { formatMoment, nameType } from '../../labels.js';
import { isOnDesk, useWindowRows } from '../../lists/window-rows.js';
import { officeTexts } from '../../office-texts.js';
import { zone } from '../../session/session.js';
import type { FleetRow } from './asks.js';
import { saySupply } from './say.js';
import { StateMark } from './state-mark.js';

const ROW_PIXELS = 64;
const PHONE_ROW_PIXELS = 116;
const GAP_PIXELS = 4;
/** So near the end of what was read, the next is asked for. */
const NEAR = 40;

/** However many there are: only those to be seen, and a few round them, are in the document. */
export function FleetRows({ rows, onEnd }: { rows: readonly FleetRow[]; onEnd: () => void }) {
  const list = useRef<HTMLOListElement>(null);
  const virtual = useWindowRows(list, {
    rows,
    keyOf: ({ deviceId }) => deviceId,
    estimate: () => (isOnDesk() ? ROW_PIXELS : PHONE_ROW_PIXELS),
    gap: GAP_PIXELS,
  });
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - NEAR) onEnd();
  }, [last, rows.length]);
  return (
    <ol ref={list} class="fleet-rows" style={{ height: `${virtual.getTotalSize()}px` }}>
      {drawn.map(({ index, start }) => {
        const row = rows[index];
        return (
          row && (
            <li
              key={row.deviceId}
              data-index={index}
              ref={virtual.measureElement}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }}
            >
              <Row row={row} />
            </li>
          )
        );
      })}
    </ol>
  );
}

function Row({ row }: { row: FleetRow }) {
  const { fleet } = officeTexts;
  const { deviceId, state, stateSince, model, dialect, lastSeenAt, conditions, isAssigned, districtId } = row;
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone.value);
  return (
    <a class={`fleet-row ${state}`} href={`/operations/fleet/${deviceId}`}>
      <StateMark state={state} since={stateSince && moment(stateSince)} />
      <span class="fleet-what">
        <strong>{deviceId}</strong>
        <span class="quiet">{[model, dialect].filter(Boolean).join(' · ')}</span>
      </span>
      <span class="fleet-how">
        <span>{saySupply(row).join(' · ')}</span>
        <span class="quiet">{lastSeenAt ? fleet.heard(moment(lastSeenAt)) : fleet.neverHeard}</span>
      </span>
      <span class="fleet-side">
        {conditions.map((condition) => (
          <span key={condition} class="sign">
            {nameType(condition)}
          </span>
        ))}
        <span class="quiet">{isAssigned ? (nameDistrict(districtId) ?? fleet.serves) : fleet.unassigned}</span>
      </span>
    </a>
  );
}
