import { useLocation } from 'preact-iso/router';
import { type Filter, writeAddress } from './address.js';
import { counts, filter } from './queue/queue.js';
import { teamChoice } from './session/session.js';
import { texts } from './texts.js';
import { showFilter } from './whereabouts.js';

/** The pages there are: at the side of a desk, at the foot of a phone. */
export function Rail() {
  const isMe = useLocation().path === '/me';
  return (
    <nav class="rail" aria-label={texts.rail.label}>
      <QueueLink who="all" isShown={!isMe && filter.value !== 'mine'} words={texts.rail.queue} />
      <QueueLink
        who="mine"
        isShown={!isMe && filter.value === 'mine'}
        words={texts.rail.mine}
        count={counts.value.mine}
      />
      <a href="/me" aria-current={isMe ? 'page' : undefined}>
        {texts.rail.me}
      </a>
    </nav>
  );
}

interface Props {
  who: Filter;
  isShown: boolean;
  words: string;
  count?: number;
}

function QueueLink({ who, isShown, words, count = 0 }: Props) {
  const isMe = useLocation().path === '/me';
  const href = writeAddress({ team: teamChoice.value, who, taskId: null, isOpened: false });
  const show = (event: MouseEvent) => {
    // Another page is gone from, or another tab opened, as the link says.
    if (isMe || event.ctrlKey || event.metaKey || event.shiftKey) return;
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
