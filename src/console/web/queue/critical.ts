import type { Row } from '../model.js';

/** Those that wait as critical since the reading before: new, raised, or back from somebody who had them; not from the reader herself. */
export function newlyCritical(before: ReadonlyMap<string, Row>, rows: readonly Row[]): Row[] {
  return rows.filter((row) => {
    if (row.priority !== 'P1' || row.state !== 'open') return false;
    const was = before.get(row.id);
    if (!was) return true;
    return was.priority !== 'P1' || (was.state !== 'open' && !was.mine);
  });
}
