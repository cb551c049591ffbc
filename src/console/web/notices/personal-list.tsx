import { dismissNews, personal, sayNews } from './news.js';
import { isLost, type PersonalNews } from './personal.js';
import { nameSubject } from '../districts.js';
import { findRow } from '../queue/queue.js';
import { open } from '../queue/selection.js';
import { claim } from '../task/actions.js';
import { texts } from '../texts.js';
import { goToQueue } from '../addresses/whereabouts.js';

/** What the house tells the reader of her own work, wherever she is in the console. */
export function PersonalList() {
  return (
    <>
      {personal.value.map((news) => (
        <Line key={`${news.task.id} ${news.what}`} news={news} />
      ))}
    </>
  );
}

function Line({ news }: { news: PersonalNews }) {
  const current = findRow(news.task.id);
  const about = <span class="unseen"> {nameSubject(news.task)}</span>;
  const show = () => {
    dismissNews(news);
    open(news.task);
    goToQueue();
  };
  return (
    <p class="notice warning personal">
      <span>{sayNews(news)}</span>
      {isLost(news.what) && current?.state === 'open' && (
        <button class="primary" onClick={() => void claim(current)}>
          {texts.personal.takeBack}
          {about}
        </button>
      )}
      {news.what === 'asked' && current?.state === 'open' && (
        <button class="primary" onClick={() => void claim(current)}>
          {texts.action.claim}
          {about}
        </button>
      )}
      <button onClick={show}>
        {texts.personal.show}
        {about}
      </button>
      <button class="plain" aria-label={texts.action.dismiss} onClick={() => dismissNews(news)}>
        ×
      </button>
    </p>
  );
}
