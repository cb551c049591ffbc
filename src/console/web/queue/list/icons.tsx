import type { Row } from '../../model.js';

const KINDS: Record<Row['kind'], string> = {
  call: 'M4 2h3l1 4-2 1a9 9 0 0 0 3 3l1-2 4 1v3a2 2 0 0 1-2 2A10 10 0 0 1 2 4a2 2 0 0 1 2-2z',
  'screen-call': 'M1 4h9v8H1zM11 7l4-3v8l-4-3z',
  visit: 'M8 1 1 7.5h2V14h4v-4h2v4h4V7.5h2z',
  refill: 'M3 1h10v3H3zM4 5h8v10H4zM7 7v2H5.5v2H7v2h2v-2h1.5V9H9V7z',
  technical: 'M14 4a4 4 0 0 1-5.3 4.3L4 14l-2-2 5.7-4.7A4 4 0 0 1 12 2L9.5 4.5l2 2z',
  review: 'M3 1h7l3 3v11H3zM5 6h6v1.5H5zM5 9h6v1.5H5z',
};

/** Priority by shape, for whoever does not see the colour: an octagon, a triangle, a circle, a dot. */
const PRIORITIES: Record<Row['priority'], string> = {
  P1: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  P2: 'M8 1.5 15.5 14.5H.5z',
  P3: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z',
  P4: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
};

export const KindIcon = ({ kind }: Pick<Row, 'kind'>) => <Icon path={KINDS[kind]} />;
export const PriorityIcon = ({ priority }: Pick<Row, 'priority'>) => <Icon path={PRIORITIES[priority]} />;

function Icon({ path }: { path: string }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
