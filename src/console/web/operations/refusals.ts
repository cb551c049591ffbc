import { ApiError } from '../api.js';
import { noteUnwritable } from '../notices/health.js';
import { officeTexts } from '../office-texts.js';
import { endSession } from '../session/session.js';
import { texts } from '../texts.js';

/** Why something was not done, in words; whoever is signed out is shown where to sign in. */
export function sayRefusal(error: unknown): string {
  const { status, body } = error instanceof ApiError ? error : new ApiError(0);
  const { refusals } = officeTexts.operations;
  if (status === 401) endSession();
  if (body.reason === 'unwritable') {
    noteUnwritable();
    return texts.notice.unwritable;
  }
  return refusals[String(status)] ?? (status >= 500 ? refusals['503']! : refusals.other!);
}
