import { useLocation } from 'preact-iso/router';
import { useMemo } from 'preact/hooks';
import { wordFor } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { Frame } from '../frame.js';
import { Edited } from './edited.js';
import { NAMES, readPlace, writePlace } from './place.js';

/** One ladder, to be changed: field by field, and what that changes before it is saved. */
export function LadderPage({ id }: { id?: string }) {
  const { url } = useLocation();
  const search = new URL(url, location.origin).search;
  const place = useMemo(() => readPlace(search), [search]);
  const name = NAMES.find((each) => each === id);
  return (
    <Frame part="ladders" {...(name && { title: wordFor(texts.ladder, name) })}>
      <p>
        <a href={writePlace('/operations/ladders', place)}>{officeTexts.ladders.all}</a>
      </p>
      {name ? (
        <Edited key={`${name} ${search}`} name={name} place={place} />
      ) : (
        <p class="empty">{officeTexts.ladders.unknown}</p>
      )}
    </Frame>
  );
}
