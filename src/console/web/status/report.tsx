import { nameDistrict } from '../districts.js';
import { gatewayNow } from '../clock.js';
import { formatMoment } from '../labels.js';
import { officeTexts } from '../office-texts.js';
import { texts } from '../texts.js';
import { zone } from '../session/session.js';
import { CsvButton } from './csv-button.js';
import { Curves, Legend } from './curves.js';
import { type Report, IN_WHOLE, queryOf } from './figures.js';
import { FiguresTable, WholeTable } from './figures-table.js';
import { LoadTable, VisitsTable } from './load-tables.js';
import { stretchOf } from './period.js';
import { written } from './written.js';

/** The figures of a period: on the page with what is behind them, on paper without. */
export function ReportSheet({ report, isSheet }: { report: Report; isSheet: boolean }) {
  const { period, whole, inTime, districts, teams, load, visits } = report;
  const { measure } = period;
  const of = officeTexts.status.measure[measure];
  const query = queryOf(period);
  const csv = (more: object, name: string) =>
    !isSheet && <CsvButton query={{ ...query, ...more }} name={name} of={period} />;
  const hasLimit = whole.some((row) => row.toClaim.limit ?? row.toContact.limit ?? row.toResolve.limit);
  return (
    <div class="report">
      <p class="about">
        {officeTexts.status.about(written().date(period.from), written().date(period.to))}
        {period.districtId && ` · ${nameDistrict(period.districtId) ?? texts.beyondDistricts}`}
        {' · '}
        {officeTexts.status.madeAt(formatMoment(new Date(gatewayNow()).toISOString(), LONG_AGO, zone.value))}
      </p>
      <section>
        <h3>
          {officeTexts.status.whole} {csv({ by: IN_WHOLE }, officeTexts.status.whole)}
        </h3>
        <WholeTable rows={whole} />
        {whole.length > 0 && !hasLimit && <p class="quiet">{officeTexts.status.noLimits}</p>}
      </section>
      <section>
        <h3>
          {officeTexts.status.inTime} {csv({ by: IN_WHOLE, every: stretchOf(period) }, officeTexts.status.inTime)}
        </h3>
        {inTime.length > 0 ? <Legend measure={measure} /> : <p class="quiet">{officeTexts.status.nothing}</p>}
        <Curves period={period} rows={inTime} isSheet={isSheet} />
      </section>
      <div class="places">
        <section>
          <h3>
            {officeTexts.status.districts} {csv({ by: ['district'] }, officeTexts.status.districts)}
          </h3>
          <FiguresTable
            rows={districts}
            measure={measure}
            label={officeTexts.status.districts}
            caption={of}
            by="district"
            isShort={isSheet}
          />
        </section>
        <section>
          <h3>
            {officeTexts.status.teams} {csv({ by: ['team'] }, officeTexts.status.teams)}
          </h3>
          <FiguresTable
            rows={teams}
            measure={measure}
            label={officeTexts.status.teams}
            caption={of}
            by="team"
            isShort={isSheet}
          />
        </section>
      </div>
      <section>
        <h3>{officeTexts.status.load}</h3>
        <LoadTable rows={load} />
      </section>
      <section>
        <h3>{officeTexts.status.visits}</h3>
        <VisitsTable rows={visits} />
      </section>
      <p class="quiet how">{officeTexts.status.how}</p>
    </div>
  );
}

/** A paper says its day. */
const LONG_AGO = 0;
