import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { districts } from '../districts.js';
import { incidents } from '../queue/incidents.js';
import { stream } from '../stream.js';
import { officeTexts } from '../office-texts.js';
import type { Drawing, Scene } from './drawing.js';
import { chosen, goal, ground, isMapLoaded, placed } from './map.js';
import { bordersOf, struckBorders } from './regions.js';

/** The map itself: borders, teams and work, on the tiles of the operator where there are some. What draws it is read when it is needed. */
export function Land() {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useSignal<Drawing | null>(null);
  const hasFailed = useSignal(false);
  const bordered = useComputed(() => bordersOf(districts.value));
  const scene = useComputed<Scene>(() => ({
    districts: bordered.value,
    struck: struckBorders(districts.value, incidents.value),
    teams: ground.value?.teams ?? [],
    tasks: placed.value,
    chosen: chosen.value,
    tiles: ground.value?.tiles ?? null,
  }));
  useEffect(() => {
    let isLeft = false;
    void import('./drawing.js').then(
      ({ draw }) => {
        if (!isLeft) drawing.value = draw(box.current!, (ids) => (chosen.value = ids));
      },
      () => (hasFailed.value = true),
    );
    return () => {
      isLeft = true;
      drawing.value?.remove();
    };
  }, []);
  useSignalEffect(() => {
    drawing.value?.show(scene.value);
    // What is pointed at by the address may not be read yet.
    if (!drawing.value || !isMapLoaded.value || !goal.value.length) return;
    drawing.value.goTo(goal.value);
    goal.value = [];
  });
  const words = officeTexts.map;
  return (
    <div class={stream.value === 'lost' ? 'land stale' : 'land'}>
      <div ref={box} class="land-box" role="application" aria-label={words.label} tabIndex={0} />
      {!drawing.value && <p class="land-note">{hasFailed.value ? words.failed : words.drawing}</p>}
      <div class="land-buttons" role="group" aria-label={words.zoom}>
        <button aria-label={words.closer} title={words.closer} onClick={() => drawing.value?.zoom(1)}>
          +
        </button>
        <button aria-label={words.further} title={words.further} onClick={() => drawing.value?.zoom(-1)}>
          −
        </button>
        <button onClick={() => drawing.value?.showAll()}>{words.whole}</button>
      </div>
      {ground.value?.tiles?.attribution && <small class="land-source">{ground.value.tiles.attribution}</small>}
    </div>
  );
}
