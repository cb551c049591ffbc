import type { ResponseTimes } from '../model.js';
import { officeTexts } from '../office-texts.js';
import { texts } from '../texts.js';
import { saySeconds } from '../../../words/names.js';
import { type Measure, MEASURES } from './period.js';
import { written } from './written.js';

type Spread = ResponseTimes['toClaim'];

interface Props {
  rows: readonly ResponseTimes[];
  measure: Measure;
  /** What the table is, and which of the times it has. */
  label: string;
  caption: string;
  by: 'since' | 'district' | 'team';
  /** The limit alone, and how it was kept. */
  isShort?: boolean;
}

/** Rows by place or time, of one of the times. */
export function FiguresTable({ rows, measure, label, caption, by, isShort = false }: Props) {
  if (!rows.length) return <p class="quiet">{officeTexts.status.nothing}</p>;
  const first = by === 'since' ? officeTexts.status.heads.since : officeTexts.status.heads.where;
  return (
    <Scrolled label={label}>
      <table class="figures-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {by !== 'since' && <th scope="col">{officeTexts.status.heads.priority}</th>}
            <th scope="col">{officeTexts.status.heads.alarms}</th>
            <SpreadHeads isShort={isShort} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={`${row.since} ${row.districtId} ${row.teamId} ${row.priority}`}>
              {placeOf(row, by) !== placeOf(rows[n - 1], by) && (
                <th scope="row" rowSpan={rows.filter((one) => placeOf(one, by) === placeOf(row, by)).length}>
                  {nameOf(row, by)}
                </th>
              )}
              {by !== 'since' && <td>{row.priority}</td>}
              <td>{row.alerts}</td>
              <SpreadCells of={row[measure]} isShort={isShort} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

/** Rows of a place stand together; undefined where there is no row. */
const placeOf = (row: ResponseTimes | undefined, by: Props['by']): string | null | undefined =>
  row && (by === 'since' ? row.since : by === 'team' ? row.teamId : row.districtId);

function nameOf(row: ResponseTimes, by: Props['by']): string {
  if (by === 'since') return written().date(row.since!);
  if (by === 'team') return row.teamName ?? officeTexts.status.noTeam;
  return row.districtName ?? officeTexts.status.noDistrict;
}

/** Each of the times for each priority. */
export function WholeTable({ rows }: { rows: readonly ResponseTimes[] }) {
  if (!rows.length) return <p class="quiet">{officeTexts.status.nothing}</p>;
  return (
    <Scrolled label={officeTexts.status.whole}>
      <table class="figures-table whole">
        <thead>
          <tr>
            <th scope="col">{officeTexts.status.heads.until}</th>
            <SpreadHeads />
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={row.priority}>
            <tr>
              <th scope="rowgroup" colSpan={6}>
                {row.priority} {texts.priority[row.priority]}{' '}
                <small>{officeTexts.status.alarms(row.alerts, row.autoResolved)}</small>
              </th>
            </tr>
            {MEASURES.map((measure) => (
              <tr key={measure}>
                <th scope="row">{officeTexts.status.measure[measure]}</th>
                <SpreadCells of={row[measure]} />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Scrolled>
  );
}

function SpreadHeads({ isShort = false }: { isShort?: boolean }) {
  const { heads } = officeTexts.status;
  return (
    <>
      {[heads.within, heads.limit, heads.nineOfTen, ...(isShort ? [] : [heads.half, heads.slowest])].map((head) => (
        <th key={head} scope="col">
          {head}
        </th>
      ))}
    </>
  );
}

function SpreadCells({
  of: { limit, withinLimit, p50, p90, max },
  isShort = false,
}: {
  of: Spread;
  isShort?: boolean;
}) {
  const time = (seconds: number | null) => (seconds === null ? texts.detail.unknown : saySeconds(seconds, texts));
  return (
    <>
      <td>
        <b>{withinLimit === null ? texts.detail.unknown : written().share(withinLimit)}</b>
      </td>
      <td>{limit === null && withinLimit !== null ? officeTexts.status.ownLimits : time(limit)}</td>
      {[p90, ...(isShort ? [] : [p50, max])].map((seconds, n) => (
        <td key={n}>{time(seconds)}</td>
      ))}
    </>
  );
}

/** Wider than a phone: it is scrolled by itself, by a finger and by the arrows. */
export const Scrolled = ({ label, children }: { label: string; children: preact.ComponentChildren }) => (
  <div class="scrolled" role="region" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
