import { useLayoutEffect, useRef } from 'preact/hooks';
import { Banners } from './banners.js';
import { NextUp } from '../queue/next-up.js';
import { Notices } from './notice-list.js';
import { later } from '../later.js';

const ManyBecame = later(() => import('../task/many/many-became.js').then((found) => found.ManyBecame));

/**
 * What comes by itself lies over the foot of the page, where it moves nothing that somebody is about to press. The page is as much longer,
 * so that what lies beneath can be brought above it.
 */
export function Foot() {
  const foot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const measured = new ResizeObserver(() => style.setProperty('--foot', `${foot.current?.offsetHeight ?? 0}px`));
    measured.observe(foot.current!);
    return () => measured.disconnect();
  }, []);
  return (
    <div class="at-foot" ref={foot}>
      <ManyBecame />
      <Notices />
      <NextUp />
      <Banners />
    </div>
  );
}
