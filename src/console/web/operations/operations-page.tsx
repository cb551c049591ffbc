import { isDegraded, isUnwritable } from '../notices/health.js';
import { officeTexts } from '../office-texts.js';
import { PageHeading } from '../page-heading.js';
import { Tabs } from './frame.js';
import { parts, pathOf } from './parts.js';

/** What the house is run by: whether it is well, and the way to each part. */
export function OperationsPage() {
  const { operations } = officeTexts;
  return (
    <main class="page operations">
      <PageHeading>{operations.title}</PageHeading>
      <Tabs shown={null} />
      <p role="status" class={isDegraded.value ? 'error' : 'on-duty'}>
        {isUnwritable.value ? operations.unwritable : isDegraded.value ? operations.unwell : operations.well}
      </p>
      {parts.value.length === 0 && <p class="empty">{operations.notAllowed}</p>}
      <ul class="parts">
        {parts.value.map((part) => (
          <li key={part}>
            <a href={pathOf(part)}>
              <b>{operations.parts[part]}</b>
              <span class="quiet">{operations.hints[part]}</span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
