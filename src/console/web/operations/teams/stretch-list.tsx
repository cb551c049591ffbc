import { officeTexts } from '../../office-texts.js';
import { voice } from '../../texts.js';

export interface Stretch {
  readonly from: string;
  readonly to: string;
}

const MOST_SHOWN = 10;

/** Hours by their days, the first of them. */
export function StretchList({
  stretches,
  zone,
  isBare = false,
}: {
  stretches: readonly Stretch[];
  zone: string;
  isBare?: boolean;
}) {
  const rest = stretches.length - MOST_SHOWN;
  return (
    <ul class={isBare ? 'lines bare' : 'lines'}>
      {stretches.slice(0, MOST_SHOWN).map((stretch) => (
        <li key={stretch.from}>{sayStretch(stretch, zone)}</li>
      ))}
      {rest > 0 && <li>{officeTexts.roster.andMore(rest)}</li>}
    </ul>
  );
}

/** `Tue 10 Mar 07:00–15:00`, with the day of its end where that is another. */
function sayStretch({ from, to }: Stretch, zone: string): string {
  const { day, time } = voice(zone);
  const end = day(from) === day(to) ? time(to) : `${day(to)} ${time(to)}`;
  return `${day(from)} ${time(from)}–${end}`;
}
