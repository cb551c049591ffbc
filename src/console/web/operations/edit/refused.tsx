import type { ApiError } from '../../api.js';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';

interface Props {
  refusal: ApiError | null;
  /** What a 409 means here. */
  conflict?: string;
  /** Takes what somebody else has saved meanwhile, and gives up what was typed. */
  onReread?: () => void;
}

/** Why it was not saved, in words; what fits in no field is said here, and fields say it themselves. */
export function Refused({ refusal, conflict, onReread }: Props) {
  return (
    <div role="alert">
      {refusal && (
        <p class="banner warning">
          <span>{explain(refusal, conflict)}</span>
          {refusal.status === 412 && onReread && (
            <button type="button" onClick={onReread}>
              {officeTexts.edit.reread}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function explain({ status, body }: ApiError, conflict?: string): string {
  const words = officeTexts.edit;
  if (body.reason === 'unwritable') return texts.notice.unwritable;
  if (status === 409 && conflict) return conflict;
  if (status === 412) return words.changedMeanwhile;
  if (status === 422) return words.notFitting;
  if (status === 403) return words.forbidden;
  return status === 404 ? words.gone : texts.notice.failed;
}
