import { useLocation } from 'preact-iso/router';
import { type Filter, isOfQueue, writeAddress } from './addresses/address.js';
import { EVERYTHING } from './queue/narrowing.js';
import { filter, mineCount } from './queue/queue.js';
import { parts } from './operations/parts.js';
import { hasMap, hasQueue, may, mayTry, teamChoice, teams } from './session/session.js';
import { texts } from './texts.js';
import { showFilter } from './addresses/whereabouts.js';

/** The pages there are: at the side of a desk, at the foot of a phone. */
export function Rail() {
  const team = teamChoice.value || teams.value[0]?.id;
  return (
    <nav class="rail" aria-label={texts.rail.label}>
      {hasQueue.value && <QueueLinks />}
      {team && <PageLink path={`/team/${team}`} below="/team" words={texts.rail.team} />}
      {may('citizens:read') && <PageLink path="/citizens" words={texts.citizens.title} />}
      {hasMap.value && <PageLink path="/map" words={texts.rail.map} isForDesk />}
      {mayTry.value && <PageLink path="/what-if" words={texts.rail.whatIf} isForDesk />}
      {may('reports:read') && <PageLink path="/status" words={texts.rail.status} isForDesk />}
      {parts.value.length > 0 && (
        <PageLink path="/operations" words={texts.rail.operations} isForDesk={hasQueue.value} />
      )}
      <PageLink path="/me" words={texts.rail.me} />
    </nav>
  );
}

function QueueLinks() {
  const isQueue = isOfQueue(useLocation().path);
  return (
    <>
      <QueueLink who="all" isShown={isQueue && filter.value !== 'mine'} words={texts.rail.queue} />
      <QueueLink
        who="mine"
        isShown={isQueue && filter.value === 'mine'}
        words={texts.rail.mine}
        count={mineCount.value}
      />
    </>
  );
}

interface Page {
  path: string;
  words: string;
  /** What all of its pages lie below, where that is more than the path. */
  below?: string;
  isForDesk?: boolean;
}

/** On a phone, what is for a desk is gone to from `/me`. */
function PageLink({ path, words, below = path, isForDesk = false }: Page) {
  return (
    <a
      href={path}
      class={isForDesk ? 'for-desk' : undefined}
      aria-current={isBelow(useLocation().path, below) ? 'page' : undefined}
    >
      {words}
    </a>
  );
}

const isBelow = (path: string, page: string): boolean => path === page || path.startsWith(`${page}/`);

interface Props {
  who: Filter;
  isShown: boolean;
  words: string;
  count?: number;
}

function QueueLink({ who, isShown, words, count = 0 }: Props) {
  const isElsewhere = !isOfQueue(useLocation().path);
  const href = writeAddress({ team: teamChoice.value, who, ...EVERYTHING, taskId: null, isOpened: false });
  const show = (event: MouseEvent) => {
    // Another page is gone from, or another tab opened, as the link says.
    if (isElsewhere || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    showFilter(who);
  };
  return (
    <a href={href} aria-current={isShown ? 'page' : undefined} onClick={show}>
      {words}
      {count > 0 && <span class="count">{count}</span>}
    </a>
  );
}
