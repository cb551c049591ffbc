const ID = /^[0-9a-f-]{36}$/;
const MOST = 8;

interface Where {
  readonly team: string;
  readonly chosen: readonly string[];
}

/** What was pointed at; what does not fit is as if it were not there. */
export const readChosen = ({ search }: Pick<Location, 'search'>): string[] =>
  (new URLSearchParams(search).get('show') ?? '')
    .split(',')
    .filter((id) => ID.test(id))
    .slice(0, MOST);

/** Ids only: a place on the map would be where somebody lives. */
export function mapAddress({ team, chosen }: Where): string {
  const query = [team && `team=${team}`, chosen.length > 0 && `show=${chosen.slice(0, MOST).join(',')}`].filter(
    Boolean,
  );
  return query.length ? `/map?${query.join('&')}` : '/map';
}
