import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Drawing, Scene, Tried } from '../../map/drawing.js';
import { LandBox } from '../../map/land-box.js';
import { bordersOf } from '../../map/regions.js';
import type { District, RedrawnBorders } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import type { NewBorder } from './asks.js';

interface Props {
  tree: readonly District[];
  borders: readonly NewBorder[];
  result: RedrawnBorders | null;
  /** Which borders they are, in short. */
  asked: string;
}

const NOTHING = { struck: new Set<string>(), teams: [], tasks: [], chosen: [], tiles: null };

/** The borders as they are, as they would be, and where they would lie on each other. */
export function BordersMap({ tree, borders, result, asked }: Props) {
  const drawing = useSignal<Drawing | null>(null);
  const tried: Tried[] = [
    ...borders.flatMap(({ id, polygon }) =>
      polygon ? [{ id: `new ${id}`, polygon: polygon, look: 'draft' as const }] : [],
    ),
    ...(result?.items ?? []).flatMap(({ overlaps }) =>
      overlaps.map(({ districtId, area, width }) => ({
        id: `overlap ${districtId}`,
        polygon: area,
        look: width === 'wide' ? ('overlap' as const) : ('sliver' as const),
      })),
    ),
  ];
  const shown = useSignal<readonly Tried[]>([]);
  const drawn = useSignal<readonly District[]>([]);
  useEffect(() => {
    shown.value = tried;
  }, [asked, result]);
  useEffect(() => void (drawn.value = bordersOf(tree)), [tree]);
  const scene = useComputed<Scene>(() => ({ ...NOTHING, districts: drawn.value, tried: shown.value }));
  useEffect(() => drawing.value?.goTo(shown.value.map(({ id }) => id)), [drawing.value, shown.value]);
  const words = officeTexts.borders;
  return (
    <figure class="borders-map">
      <LandBox scene={scene} drawing={drawing} pick={() => undefined} />
      <figcaption class="quiet">
        <span class="key is" /> {words.keyIs} <span class="key draft" /> {words.keyDraft} <span class="key overlap" />{' '}
        {words.keyOverlap}
      </figcaption>
    </figure>
  );
}
