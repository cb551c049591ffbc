import type { components } from '../../api.types.js';
import { client, got } from '../../api.js';
import { may, zone } from '../../session/session.js';
import { instantsOf } from '../../status/period.js';
import { language } from '../../texts.js';
import type { Asked } from './asked.js';

export type Line = components['schemas']['AuditEntry'];
export interface Page {
  readonly items: readonly Line[];
  readonly nextCursor: string | null;
}

const PAGE = 100;
const NOTHING = { text: null, accountId: null, address: null, until: null };
const AS_CSV = { headers: { accept: 'text/csv' }, parseAs: 'blob' } as const;

/** From the first midnight to the last, on the clocks of the reader. */
function within({ from, to }: Asked): { from?: string; to?: string } {
  const ends = instantsOf({ from: from || to, to: to || from }, zone.peek());
  return { ...(from && { from: ends.from }), ...(to && { to: ends.to }) };
}

const queryOf = (asked: Asked, cursor?: string) => ({
  limit: PAGE,
  ...(asked.principalId && { principalId: asked.principalId }),
  ...((asked.from || asked.to) && within(asked)),
  ...(cursor && { cursor }),
});

const auditQueryOf = (asked: Asked, cursor?: string) => ({
  ...queryOf(asked, cursor),
  ...(asked.kind && { kind: [asked.kind] }),
  ...(asked.citizenId && { citizenId: asked.citizenId }),
});

/** Of everybody for who may see that; else of the one citizen who is asked about. */
export async function readLog(asked: Asked, cursor?: string): Promise<Page> {
  if (may('audit:read'))
    return asPage(await got(client.GET('/api/v1/audit', { params: { query: auditQueryOf(asked, cursor) } })));
  const { citizenId } = asked;
  const page = asPage(
    await got(
      client.GET('/api/v1/citizens/{id}/reads', {
        params: { path: { id: citizenId }, query: queryOf(asked, cursor) },
      }),
    ),
  );
  const items = page.items.map(({ route, ...read }) => ({
    ...read,
    ...NOTHING,
    kind: 'read' as const,
    what: route,
    citizenIds: [citizenId],
  }));
  return { items, nextCursor: page.nextCursor };
}

/** The same as a file for a spreadsheet, all of it. */
export function readFile(asked: Asked): Promise<Blob> {
  const locale = language.peek();
  const answer = may('audit:read')
    ? client.GET('/api/v1/audit', { params: { query: { ...auditQueryOf(asked), locale } }, ...AS_CSV })
    : client.GET('/api/v1/citizens/{id}/reads', {
        params: { path: { id: asked.citizenId }, query: { ...queryOf(asked), locale } },
        ...AS_CSV,
      });
  return got<Blob>(answer);
}

/** What may be answered as text is asked for as JSON. */
function asPage<P extends object>(answer: P | string): P {
  if (typeof answer === 'string') throw new TypeError('JSON was asked for');
  return answer;
}
