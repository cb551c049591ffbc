import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { districts } from '../districts.js';
import { incidents } from '../queue/incidents.js';
import { stream } from '../stream.js';
import type { Drawing, Scene } from './drawing.js';
import { LandBox } from './land-box.js';
import { chosen, goal, ground, isMapLoaded, placed } from './map.js';
import { bordersOf, struckBorders } from './regions.js';

/** The map itself: borders, teams and work, on the tiles of the operator where there are some. */
export function Land() {
  const drawing = useSignal<Drawing | null>(null);
  const bordered = useComputed(() => bordersOf(districts.value));
  const scene = useComputed<Scene>(() => ({
    districts: bordered.value,
    struck: struckBorders(districts.value, incidents.value),
    teams: ground.value?.teams ?? [],
    tasks: placed.value,
    chosen: chosen.value,
    tiles: ground.value?.tiles ?? null,
  }));
  useSignalEffect(() => {
    void scene.value;
    // What is pointed at by the address may not be read yet.
    if (!drawing.value || !isMapLoaded.value || !goal.value.length) return;
    drawing.value.goTo(goal.value);
    goal.value = [];
  });
  const source = ground.value?.tiles?.attribution;
  return (
    <LandBox scene={scene} drawing={drawing} pick={(ids) => (chosen.value = ids)} isStale={stream.value === 'lost'}>
      {source && <small class="land-source">{source}</small>}
    </LandBox>
  );
}
