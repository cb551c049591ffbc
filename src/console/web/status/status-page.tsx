import { useLocation } from 'preact-iso/router';
import { useEffect, useMemo } from 'preact/hooks';
import { districts } from '../districts.js';
import { gatewayNow } from '../clock.js';
import { PageHeading } from '../page-heading.js';
import { may, zone } from '../session/session.js';
import { officeTexts } from '../office-texts.js';
import { texts } from '../texts.js';
import { readReport, report, trouble } from './figures.js';
import { addDays, dayAt, MEASURES, type Period, readPeriod, writePeriod } from './period.js';
import { ReportSheet } from './report.js';
import '../styles/sheet.css';

const PRESET_DAYS = [7, 30, 90, 365];

/** Did we answer within our own limits: for a lead, a manager, and the committee she reports to. */
export const StatusPage = () => <Status isSheet={false} />;
/** The same on one sheet of paper. */
export const StatusSheet = () => <Status isSheet />;

function Status({ isSheet }: { isSheet: boolean }) {
  const { url, route } = useLocation();
  const today = dayAt(gatewayNow(), zone.value);
  const search = new URL(url, location.origin).search;
  const period = useMemo(() => readPeriod(search, today), [search, today]);
  const isAllowed = may('reports:read');
  useEffect(() => {
    if (isAllowed) void readReport(period);
  }, [period, isAllowed]);
  const go = (change: Partial<Period>) =>
    route(writePeriod(isSheet ? '/status/print' : '/status', { ...period, ...change }));
  const known = report.value;
  const isShown = known && known.period === period && !trouble.value;
  return (
    <main class={isSheet ? 'page status sheet' : 'page status'}>
      <PageHeading>{officeTexts.status.title}</PageHeading>
      {isSheet ? (
        <div class="actions unprinted">
          <button class="primary" onClick={() => print()}>
            {officeTexts.status.print}
          </button>
          <a class="button" href={writePeriod('/status', period)}>
            {officeTexts.status.back}
          </a>
        </div>
      ) : (
        <Choices period={period} today={today} go={go} />
      )}
      <div role="status">
        {!isAllowed && <p class="quiet">{officeTexts.status.notAllowed}</p>}
        {trouble.value && (
          <p class="error">{trouble.value === 'period' ? officeTexts.status.badPeriod : officeTexts.status.failed}</p>
        )}
        {isAllowed && !isShown && !trouble.value && <p class="quiet">{texts.list.loading}</p>}
      </div>
      {isShown && <ReportSheet report={known} isSheet={isSheet} />}
    </main>
  );
}

interface Props {
  period: Period;
  today: string;
  go: (change: Partial<Period>) => void;
}

function Choices({ period, today, go }: Props) {
  const { from, to, districtId, measure } = period;
  const day = (name: 'from' | 'to', words: string) => (
    <label>
      {words}
      <input
        type="date"
        required
        value={period[name]}
        onChange={({ currentTarget: { value } }) => value && go({ [name]: value })}
      />
    </label>
  );
  return (
    <div class="period">
      {day('from', officeTexts.status.from)}
      {day('to', officeTexts.status.to)}
      <label>
        {officeTexts.status.district}
        <select value={districtId} onChange={(event) => go({ districtId: event.currentTarget.value })}>
          <option value="">{officeTexts.status.everywhere}</option>
          {districts.value.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {officeTexts.status.shown}
        <select
          value={measure}
          onChange={({ currentTarget: { value } }) => go({ measure: MEASURES.find((each) => each === value)! })}
        >
          {MEASURES.map((each) => (
            <option key={each} value={each}>
              {officeTexts.status.measure[each]}
            </option>
          ))}
        </select>
      </label>
      <div class="actions">
        {PRESET_DAYS.map((days) => {
          const begin = addDays(today, 1 - days);
          const href = writePeriod('/status', { ...period, from: begin, to: today });
          return (
            <a key={days} class="button" href={href} aria-current={from === begin && to === today ? 'true' : undefined}>
              {officeTexts.status.lastDays(days)}
            </a>
          );
        })}
        <a class="button" href={writePeriod('/status/print', period)}>
          {officeTexts.status.onPaper}
        </a>
      </div>
    </div>
  );
}
