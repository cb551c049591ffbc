import { type ReadonlySignal, type Signal, useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { officeTexts } from '../office-texts.js';
import type { Drawing, Scene } from './drawing.js';

interface Props {
  scene: ReadonlySignal<Scene>;
  /** Whoever else moves it finds it here, once it is there. */
  drawing: Signal<Drawing | null>;
  pick: (ids: readonly string[]) => void;
  isStale?: boolean;
  children?: ComponentChildren;
}

/** A map of a scene, with its buttons. What draws it is read when it is needed. */
export function LandBox({ scene, drawing, pick, isStale = false, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const hasFailed = useSignal(false);
  useEffect(() => {
    let isLeft = false;
    void import('./drawing.js').then(
      ({ draw }) => {
        if (!isLeft) drawing.value = draw(box.current!, pick);
      },
      () => (hasFailed.value = true),
    );
    return () => {
      isLeft = true;
      drawing.value?.remove();
    };
  }, []);
  useSignalEffect(() => drawing.value?.show(scene.value));
  const words = officeTexts.map;
  return (
    <div class={isStale ? 'land stale' : 'land'}>
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
      {children}
    </div>
  );
}
