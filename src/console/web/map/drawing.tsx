import {
  divIcon,
  type GeoJSON,
  type LatLngExpression,
  latLngBounds,
  type LatLngBounds,
  layerGroup,
  map,
  marker,
  type Path,
  geoJSON,
  tileLayer,
} from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { render, type VNode } from 'preact';
import type { District, MapGround, MapTeam, PlacedRow } from '../model.js';
import { gather } from './gather.js';
import { TaskPin, TeamPin } from './pin.js';

/** All that is on the map. */
export interface Scene {
  /** Those that have a border, and which of them an outage is in. */
  readonly districts: readonly District[];
  readonly struck: ReadonlySet<string>;
  readonly teams: readonly MapTeam[];
  /** The most critical first. */
  readonly tasks: readonly PlacedRow[];
  readonly chosen: readonly string[];
  readonly tiles: MapGround['tiles'];
  /** What lies on top of the borders: how they would be, and where they would lie on each other. */
  readonly tried?: readonly Tried[];
}

export interface Tried {
  readonly id: string;
  readonly polygon: NonNullable<District['polygon']>;
  readonly look: 'draft' | 'sliver' | 'overlap';
}

export interface Drawing {
  show(scene: Scene): void;
  goTo(ids: readonly string[]): void;
  showAll(): void;
  zoom(by: 1 | -1): void;
  remove(): void;
}

/** What lies nearer than that lies on each other. */
const NEAR_PIXELS = 40;
const CLOSE_ZOOM = 15;
/** Denmark and Norway, where nothing is known of the house. */
const THE_NORTH = latLngBounds([54.5, 5], [64, 15]);

/** Draws on the box; `pick` hears what is pointed at. */
export function draw(box: HTMLElement, pick: (ids: readonly string[]) => void): Drawing {
  const moves = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  const drawn = map(box, {
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: moves,
    fadeAnimation: moves,
    markerZoomAnimation: moves,
    inertia: moves,
    maxZoom: 18,
    zoomSnap: 0.5,
  }).fitBounds(THE_NORTH);
  // All of it is in the list, with its names: read aloud, the map would say codes without places.
  drawn.getPane('mapPane')?.setAttribute('aria-hidden', 'true');
  // Names lie beneath what stands on the land.
  drawn.createPane('names').style.zIndex = '450';
  const land = layerGroup().addTo(drawn);
  const borders = layerGroup().addTo(drawn);
  const paths = new Map<string, GeoJSON>();
  const tried = layerGroup().addTo(drawn);
  const pins = layerGroup().addTo(drawn);
  let scene: Scene = { districts: [], struck: new Set(), teams: [], tasks: [], chosen: [], tiles: null };
  let isFitted = false;

  const sized = new ResizeObserver(() => drawn.invalidateSize({ animate: false }));
  sized.observe(box);
  drawn.on('moveend', drawPins);

  function drawBorders() {
    borders.clearLayers();
    paths.clear();
    for (const district of scene.districts) {
      const path = geoJSON(district.polygon, { style: { className: 'border' } })
        .on('click', () => pick([district.id]))
        .bindTooltip(asText(district.name), {
          permanent: true,
          direction: 'center',
          offset: [0, -32],
          className: 'district-name',
          pane: 'names',
        })
        .addTo(borders);
      paths.set(district.id, path);
    }
  }

  function markBorders() {
    for (const [id, path] of paths)
      path.eachLayer((layer) => {
        const { classList } = (layer as Path).getElement()!;
        classList.toggle('struck', scene.struck.has(id));
        classList.toggle('chosen', scene.chosen.includes(id));
      });
  }

  function drawTried() {
    tried.clearLayers();
    for (const { polygon, look } of scene.tried ?? [])
      geoJSON(polygon, { style: { className: `border ${look}` }, interactive: false }).addTo(tried);
  }

  /** Those in sight: what lies on each other depends on how near one is. */
  function drawPins() {
    pins.clearLayers();
    const sight = drawn.getBounds().pad(0.2);
    const spotOf = (at: LatLngExpression) => drawn.latLngToLayerPoint(at);
    const teams = scene.teams.filter(({ base }) => sight.contains(placeOf(base)));
    for (const together of gather(teams, ({ base }) => spotOf(placeOf(base)), NEAR_PIXELS)) {
      const { name, base } = together[0]!;
      const onDuty = together.some((team) => team.onDuty);
      pin(placeOf(base), together, <TeamPin name={name} others={together.length - 1} onDuty={onDuty} />, 0);
    }
    const tasks = scene.tasks.flatMap((task) =>
      task.at && sight.contains(placeOf(task.at)) ? [{ ...task, at: task.at }] : [],
    );
    for (const together of gather(tasks, ({ at }) => spotOf(placeOf(at)), NEAR_PIXELS)) {
      const { priority, at } = together[0]!;
      pin(
        placeOf(at),
        together,
        <TaskPin priority={priority} count={together.length} />,
        2_000 - 500 * Number(priority[1]),
      );
    }
  }

  function pin(at: LatLngExpression, together: readonly Named[], look: VNode, zIndexOffset: number) {
    const html = document.createElement('div');
    html.className = together.some(({ id }) => scene.chosen.includes(id)) ? 'pin-place chosen' : 'pin-place';
    render(look, html);
    marker(at, { icon: divIcon({ html, className: '', iconSize: [0, 0] }), keyboard: false, zIndexOffset })
      .on('click', () => {
        pick(together.map(({ id }) => id));
        const around = boundsOf(together.map(({ id }) => id));
        // Those of one house stay together however near one goes.
        if (together.length > 1 && around && isApart(around))
          drawn.fitBounds(around, { padding: [40, 40], maxZoom: 17 });
      })
      .bindTooltip(
        asText(
          together
            .slice(0, MOST_NAMED)
            .map(({ name }) => name)
            .filter(Boolean)
            .join(', '),
        ),
        { direction: 'top', offset: [0, -14] },
      )
      .addTo(pins);
  }

  function boundsOf(wanted: readonly string[]): LatLngBounds | null {
    const ids = new Set(wanted);
    const places = [
      ...scene.tasks.flatMap(({ id, at }) => (ids.has(id) && at ? [latLngBounds([placeOf(at)])] : [])),
      ...scene.teams.flatMap(({ id, base }) => (ids.has(id) ? [latLngBounds([placeOf(base)])] : [])),
      ...[...scene.districts, ...(scene.tried ?? [])].flatMap(({ id, polygon }) =>
        ids.has(id) ? [geoJSON(polygon).getBounds()] : [],
      ),
    ];
    return places.length ? places.reduce((all, one) => all.extend(one)) : null;
  }

  function showAll() {
    const all = everything();
    if (all) drawn.fitBounds(all, { padding: [24, 24], maxZoom: CLOSE_ZOOM, animate: false });
  }

  const everything = () =>
    boundsOf([...scene.tasks, ...scene.teams, ...scene.districts, ...(scene.tried ?? [])].map(({ id }) => id));

  return {
    show(next) {
      const was = scene;
      scene = next;
      if (JSON.stringify(was.tiles) !== JSON.stringify(next.tiles)) {
        land.clearLayers();
        if (next.tiles) tileLayer(next.tiles.url, { maxZoom: 18, maxNativeZoom: 18 }).addTo(land);
      }
      if (was.districts !== next.districts) drawBorders();
      markBorders();
      if (was.tried !== next.tried) drawTried();
      if (!isFitted && everything()) {
        isFitted = true;
        showAll();
      }
      drawPins();
    },
    goTo(ids) {
      const around = boundsOf(ids);
      if (!around) return;
      if (isApart(around)) drawn.fitBounds(around, { padding: [40, 40], maxZoom: 17 });
      else drawn.setView(around.getCenter(), Math.max(drawn.getZoom(), CLOSE_ZOOM));
    },
    showAll,
    zoom: (by) => void (by > 0 ? drawn.zoomIn() : drawn.zoomOut()),
    remove() {
      sized.disconnect();
      drawn.remove();
    },
  };
}

interface Named {
  readonly id: string;
  readonly name: string | null;
}

const MOST_NAMED = 6;

const placeOf = ({ lat, lon }: { lat: number; lon: number }): [number, number] => [lat, lon];

const isApart = (around: LatLngBounds): boolean => !around.getSouthWest().equals(around.getNorthEast(), 0.0001);

/** What somebody wrote is text and nothing else. */
function asText(words: string): HTMLElement {
  const text = document.createElement('span');
  text.textContent = words;
  return text;
}
