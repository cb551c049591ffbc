import { isUuid, isWrittenUuid } from '../../platform/uuid.rules.js';

/** One answer that showed citizens, or changed something about them. */
export interface Look {
  readonly at: Date;
  readonly principalId: string;
  readonly principalKind: string;
  /** Such as `GET /api/v1/tasks/:id`. */
  readonly route: string;
  /** Why, where it is not for the reader's own districts. */
  readonly reason: string | null;
  /** Names of the fields that were sent, never what stood in them. */
  readonly fields: readonly string[] | null;
  /** Names of the fields by which the answer told how they are reached, such as `phone` and `homeAccess`; null where it did not. */
  readonly shown: readonly string[] | null;
  /** It was the answer to a request that had been done before. */
  readonly replayed: boolean;
  readonly citizenIds: readonly string[];
}

/** The citizens whom JSON names: whatever stands in a field `citizenId` or `citizenIds`, however deep. */
export function namedIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return found;
  if (Array.isArray(value)) {
    for (const each of value) namedIn(each, found);
    return found;
  }
  for (const [field, inner] of Object.entries(value)) {
    if (field === 'citizenId' || field === 'citizenIds') add(inner, found);
    else if (typeof inner === 'object') namedIn(inner, found);
  }
  return found;
}

function add(named: unknown, found: Set<string>): void {
  for (const id of Array.isArray(named) ? (named as unknown[]) : [named])
    if (typeof id === 'string' && isWrittenUuid(id)) found.add(id);
}

/** The citizen whose own route it is: `/api/v1/citizens/:id` and what lies below. */
export function ownerOf(route: string, parameters: unknown): string | null {
  const parameter = /^\/api\/v1\/citizens\/:(\w+)/.exec(route)?.[1];
  const id = parameter && (parameters as Record<string, unknown> | undefined)?.[parameter];
  return typeof id === 'string' && isUuid(id) ? id.toLowerCase() : null;
}

const MOST_FIELDS = 50;
const LONGEST_FIELD = 100;

/** The names of the fields of a body; null for none. */
export function fieldsOf(body: unknown): string[] | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const fields = Object.keys(body).map((field) => field.slice(0, LONGEST_FIELD));
  return fields.length > 0 ? fields.slice(0, MOST_FIELDS) : null;
}
