import { Banners } from './banners.js';
import { NextUp } from '../queue/next-up.js';
import { Notices } from './notice-list.js';
import { later } from '../later.js';

const ManyBecame = later(() => import('../task/many/many-became.js').then((found) => found.ManyBecame));

/** What comes by itself lies over the foot of the page, where it moves nothing that somebody is about to press. */
export function Foot() {
  return (
    <div class="at-foot">
      <ManyBecame />
      <Notices />
      <NextUp />
      <Banners />
    </div>
  );
}
