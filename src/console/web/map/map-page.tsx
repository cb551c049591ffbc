import { untracked, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { lastRead, readings } from '../queue/queue.js';
import { teamChoice } from '../session/session.js';
import '../styles/map.css';
import { officeTexts } from '../office-texts.js';
import { mapAddress, readChosen } from './address.js';
import { Chosen } from './chosen.js';
import { Land } from './land.js';
import { chosen, forgetMap, readAlong, show } from './map.js';
import { RegionList } from './region-list.js';

/** Where: teams, work, outages and borders; and the same as a list, for whoever does not see it or goes by the keyboard. */
export function MapPage() {
  useLayoutEffect(() => show(readChosen(location)), []);
  useEffect(() => forgetMap, []);
  useSignalEffect(() => {
    void teamChoice.value;
    untracked(forgetMap);
  });
  useSignalEffect(() => {
    void readings.value;
    untracked(() => readAlong(lastRead.value));
  });
  useSignalEffect(() => {
    const url = mapAddress({ team: teamChoice.value, chosen: chosen.value });
    if (location.pathname === '/map') history.replaceState(history.state, '', url);
  });
  return (
    <main class="map-page">
      <h2 class="unseen">{officeTexts.map.title}</h2>
      <div class="map-pane">
        <Land />
        <Chosen />
      </div>
      <section class="map-list" aria-labelledby="map-list-heading">
        <h3 id="map-list-heading">{officeTexts.map.list}</h3>
        <RegionList />
      </section>
    </main>
  );
}
