import { z } from 'zod';
import { CODE } from '../code.rules.js';

/** What a fact may hold: ids, codes, counts and times. None of these takes a sentence or a name. */
export const id = z.uuid();
export const instant = z.iso.datetime();
export const count = z.int().min(0);
/** The number of a journal entry. */
export const line = z.int().min(0);
/** A code without blanks: of the house, or of a system outside it. */
export const code = z.string().regex(CODE);
/** The type of an alert, of telemetry or of a condition; those of the auditor have a hyphen (`gateway.audit.line-waiting`). */
export const typeName = z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)+$/);
/** An account, a partner, or the house itself. */
export const actor = z.string().regex(CODE);
export const zone = z.string().regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/);
