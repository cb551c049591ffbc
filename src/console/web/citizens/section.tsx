import type { ComponentChildren } from 'preact';

/** A part of her page, by its heading. */
export function Section({ title, name, children }: { title: string; name: string; children: ComponentChildren }) {
  return (
    <section class={name} aria-labelledby={`of-${name}`}>
      <h3 id={`of-${name}`}>{title}</h3>
      {children}
    </section>
  );
}

/** One line of a list of terms; nothing where there is nothing to say. */
export function Term({ term, children }: { term: string; children: ComponentChildren }) {
  const isThere = children !== null && children !== undefined && children !== '';
  return isThere ? (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  ) : null;
}
