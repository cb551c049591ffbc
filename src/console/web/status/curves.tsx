import type { ResponseTimes } from '../model.js';
import { officeTexts } from '../office-texts.js';
import { texts } from '../texts.js';
import { saySeconds } from '../../../words/names.js';
import { drawCurve, drawLimit, HEIGHT, topOf, WIDTH } from './curve.js';
import { type Measure, type Period, stretchesOf, stretchOf } from './period.js';
import { FiguresTable } from './figures-table.js';
import { written } from './written.js';

interface Props {
  period: Period;
  rows: readonly ResponseTimes[];
  /** On paper there is the curve alone. */
  isSheet: boolean;
}

/** For each priority how soon it was answered as time went on, against the limit, and the numbers behind it. */
export function Curves({ period, rows, isSheet }: Props) {
  const priorities = [...new Set(rows.map(({ priority }) => priority))].sort();
  const begins = stretchesOf(period);
  return (
    <div class="curves">
      {priorities.map((priority) => {
        const known = new Map(rows.filter((row) => row.priority === priority).map((row) => [row.since, row]));
        return (
          <figure key={priority}>
            <Figure priority={priority} begins={begins} known={known} period={period} />
            {!isSheet && (
              <details>
                <summary>{officeTexts.status.behind(priority)}</summary>
                <FiguresTable
                  rows={[...known.values()]}
                  measure={period.measure}
                  label={officeTexts.status.behind(priority)}
                  caption={officeTexts.status.measure[period.measure]}
                  by="since"
                />
              </details>
            )}
          </figure>
        );
      })}
    </div>
  );
}

interface FigureProps {
  priority: string;
  begins: readonly string[];
  known: ReadonlyMap<string | undefined, ResponseTimes>;
  period: Period;
}

function Figure({ priority, begins, known, period }: FigureProps) {
  const { measure } = period;
  const valuesOf = (figure: 'p50' | 'p90' | 'limit') =>
    begins.map((since) => known.get(since)?.[measure][figure] ?? null);
  const [half, most, limits] = [valuesOf('p50'), valuesOf('p90'), valuesOf('limit')];
  const top = topOf([...most, ...limits]);
  const limit = drawLimit(limits, top);
  const stretch = stretchOf(period);
  const name = officeTexts.status.curve(
    priority,
    officeTexts.status.measure[measure],
    officeTexts.status.every[stretch],
  );
  const ends = [begins[0], begins.at(-1)].filter((day) => day !== undefined);
  return (
    <>
      <figcaption>
        <b>{priority}</b> {texts.priority[priority]}
      </figcaption>
      <div class="field">
        <span class="top">{saySeconds(top, texts)}</span>
        <svg role="img" aria-label={name} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
          <Line of={half} top={top} look="half" />
          <Line of={most} top={top} look="most" />
          {limit && <path class="limit" d={limit} />}
        </svg>
        <span class="foot">
          {ends.map((day) => (
            <span key={day}>{stretch === 'month' ? written().month(day) : written().date(day)}</span>
          ))}
        </span>
      </div>
    </>
  );
}

function Line({ of, top, look }: { of: readonly (number | null)[]; top: number; look: 'half' | 'most' }) {
  const { line, dots } = drawCurve(of, top);
  return (
    <g class={look}>
      <path d={line} />
      <path class="dots" d={dots} />
    </g>
  );
}

/** What the lines are. */
export function Legend({ measure }: { measure: Measure }) {
  const { heads } = officeTexts.status;
  return (
    <p class="legend">
      {officeTexts.status.measure[measure]}: <Key look="half" /> {heads.half} <Key look="most" /> {heads.nineOfTen}{' '}
      <Key look="limit" /> {heads.limit}
    </p>
  );
}

const Key = ({ look }: { look: string }) => (
  <svg aria-hidden="true" class="key" viewBox="0 0 24 8">
    <g class={look}>
      <path class={look} d="M0 4H24" />
    </g>
  </svg>
);
