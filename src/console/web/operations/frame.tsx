import type { ComponentChildren } from 'preact';
import { officeTexts } from '../office-texts.js';
import { PageHeading } from '../page-heading.js';
import { type Part, parts, pathOf } from './parts.js';
import '../styles/operations.css';

interface Props {
  part: Part;
  /** What it is called where that is more than its tab says. */
  title?: string;
  children: ComponentChildren;
}

/** Round each part of what the house is run by: its heading, the way to the others, and nothing of it for who may not see it. */
export function Frame({ part, title, children }: Props) {
  const { operations } = officeTexts;
  return (
    <main class="page operations">
      <PageHeading>{title ?? operations.parts[part]}</PageHeading>
      <Tabs shown={part} />
      {parts.value.includes(part) ? children : <p class="empty">{operations.notAllowed}</p>}
    </main>
  );
}

export function Tabs({ shown }: { shown: Part | null }) {
  const { operations } = officeTexts;
  return (
    <nav class="tabs" aria-label={operations.title}>
      <a href="/operations" aria-current={shown === null ? 'page' : undefined}>
        {operations.glance}
      </a>
      {parts.value.map((part) => (
        <a key={part} href={pathOf(part)} aria-current={part === shown ? 'page' : undefined}>
          {operations.parts[part]}
        </a>
      ))}
    </nav>
  );
}
