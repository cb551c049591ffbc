import type { ComponentChildren } from 'preact';
import { officeTexts } from '../office-texts.js';

interface Props {
  title: string;
  onNoted: () => void;
  children: ComponentChildren;
}

/** What nobody can read again: it stands until somebody says that it was noted, and can be printed. */
export function ShownOnce({ title, onNoted, children }: Props) {
  const { setup } = officeTexts;
  return (
    <section class="only-once" aria-label={title}>
      <h4>{title}</h4>
      <p class="quiet">{setup.onlyOnce}</p>
      {children}
      <div class="form-buttons unprinted">
        <button type="button" onClick={() => print()}>
          {setup.print}
        </button>
        <button type="button" onClick={onNoted}>
          {setup.noted}
        </button>
      </div>
    </section>
  );
}
