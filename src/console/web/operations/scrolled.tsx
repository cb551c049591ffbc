import type { ComponentChildren } from 'preact';

/** Wider than a phone: it is scrolled by itself, by a finger and by the arrows. */
export const Scrolled = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class="scrolled" role="region" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
