import type { AlarmLoad, Visits } from '../model.js';
import { officeTexts } from '../office-texts.js';
import { Scrolled } from './figures-table.js';

/** How heavy it was: one is steady, ten in ten minutes is a flood. */
export function LoadTable({ rows }: { rows: readonly AlarmLoad[] }) {
  const { heads } = officeTexts.status;
  return (
    <Numbers
      caption={officeTexts.status.load}
      heads={[
        heads.where,
        heads.alarms,
        heads.mostInTen,
        heads.flood,
        heads.old,
        heads.late,
        heads.lastStep,
        heads.unstaffed,
      ]}
      rows={rows.map((row) => [
        row.districtName ?? officeTexts.status.noDistrict,
        row.alerts,
        row.mostInTenMinutes,
        row.floodMinutes,
        row.olderThan24h,
        row.autoResolvedByLateEvent,
        row.reachedLastRung,
        row.rungsSkippedUnstaffed,
      ])}
    />
  );
}

/** What was done, over all weeks of the period. */
export function VisitsTable({ rows }: { rows: readonly Visits[] }) {
  const { heads } = officeTexts.status;
  const places = Map.groupBy(rows, ({ districtId }) => districtId);
  const sum = (of: readonly Visits[], name: 'calls' | 'screenCalls' | 'visits' | 'visitsAvoided') =>
    of.reduce((total, row) => total + row[name], 0);
  return (
    <Numbers
      caption={officeTexts.status.visits}
      heads={[heads.where, heads.calls, heads.screenCalls, heads.visits, heads.avoided]}
      rows={[...places.values()].map((of) => [
        of[0]!.districtName ?? officeTexts.status.noDistrict,
        sum(of, 'calls'),
        sum(of, 'screenCalls'),
        sum(of, 'visits'),
        sum(of, 'visitsAvoided'),
      ])}
    />
  );
}

interface Props {
  caption: string;
  heads: readonly string[];
  rows: readonly (readonly [string, ...number[]])[];
}

function Numbers({ caption, heads, rows }: Props) {
  if (!rows.length) return <p class="quiet">{officeTexts.status.nothing}</p>;
  return (
    <Scrolled label={caption}>
      <table class="figures-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...numbers], n) => (
            <tr key={n}>
              <th scope="row">{name}</th>
              {numbers.map((number, i) => (
                <td key={i}>{number}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
