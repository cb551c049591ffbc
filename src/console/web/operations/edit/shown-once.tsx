import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { officeTexts } from '../../office-texts.js';

interface Props {
  /** Whose it is, and what. */
  label: string;
  secret: string;
  onPutAway: () => void;
}

/** A secret that nobody is shown again: it goes with the page. */
export function ShownOnce({ label, secret, onPutAway }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const isCopied = useSignal(false);
  useLayoutEffect(() => field.current?.select(), [secret]);
  const words = officeTexts.edit;
  const copy = () => void navigator.clipboard.writeText(secret).then(() => (isCopied.value = true));
  return (
    <section class="shown-once" aria-label={label}>
      <label>
        {label}
        <input ref={field} readOnly value={secret} autocomplete="off" spellcheck={false} />
      </label>
      <p>{words.shownOnce}</p>
      <div class="form-buttons">
        {/* Only where the page came by TLS, or from this very machine. */}
        {'clipboard' in navigator && <button onClick={copy}>{isCopied.value ? words.copied : words.copy}</button>}
        <button onClick={onPutAway}>{words.putAway}</button>
      </div>
    </section>
  );
}
