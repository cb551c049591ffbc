import { uuidv7 } from 'uuidv7';

/** A new time-ordered id (RFC 9562 version 7). */
export const newId = (): string => uuidv7();
