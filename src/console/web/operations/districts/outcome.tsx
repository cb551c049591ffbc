import { nameDistrict } from '../../districts.js';
import type { District, RedrawnBorders } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import type { NewBorder } from './asks.js';
import type { Flaw } from './flaws.js';
import { sayArea } from './say-area.js';
import type { Trial } from './trial.js';

interface Props {
  tree: readonly District[];
  borders: readonly NewBorder[];
  trial: Trial;
  flaws: readonly Flaw[];
}

/** What the new borders would do to each district, and to those who live there. */
export function Outcome({ tree, borders, trial: { result, isCurrent }, flaws }: Props) {
  const words = officeTexts.borders;
  const nameOf = (id: string) => tree.find((district) => district.id === id)?.name ?? '';
  return (
    <section aria-labelledby="of-outcome" aria-busy={!isCurrent}>
      <h3 id="of-outcome">{words.outcome}</h3>
      <div role="status">
        {!isCurrent && <p class="quiet">{words.working}</p>}
        {isCurrent && borders.length === 0 && <p class="quiet">{words.noneChosen}</p>}
        {flaws.length > 0 && (
          <ul class="lines bare">
            {flaws.map(({ at, code, where }, i) => (
              <li key={i}>
                <strong>{nameOf(borders[at]?.id ?? '')}</strong> {words.flaw[code](where)}
              </li>
            ))}
          </ul>
        )}
        {result && (
          <ul class="lines">
            {result.items.map((item) => (
              <Item key={item.districtId} item={item} name={nameOf(item.districtId)} />
            ))}
          </ul>
        )}
      </div>
      {result && <Moves moves={result.moves} />}
    </section>
  );
}

function Item({ item: { gained, lost, overlaps }, name }: { item: RedrawnBorders['items'][number]; name: string }) {
  const words = officeTexts.borders;
  const isSame = gained < 1 && lost < 1;
  return (
    <li>
      <strong>{name}</strong> {isSame ? words.same : words.change(sayArea(gained), sayArea(lost))}
      {overlaps.map((overlap) => (
        <small key={overlap.districtId} class={overlap.width === 'wide' ? 'error' : undefined}>
          {(overlap.width === 'wide' ? words.overlapsWide : words.overlapsSliver)(
            overlap.name ?? words.beyond,
            sayArea(overlap.squareMetres),
          )}
        </small>
      ))}
    </li>
  );
}

function Moves({ moves }: { moves: RedrawnBorders['moves'] }) {
  const words = officeTexts.borders;
  if (moves === null) return null;
  const nameOf = (id: string | null) => nameDistrict(id) ?? words.noDistrict;
  const all = moves.reduce((sum, { citizens }) => sum + citizens, 0);
  return (
    <>
      <p>{words.citizens(all)}</p>
      {all > 0 && (
        <>
          <ul class="lines">
            {moves.map(({ from, to, citizens }) => (
              <li key={`${from} ${to}`}>{words.move(citizens, nameOf(from), nameOf(to))}</li>
            ))}
          </ul>
          <p class="quiet">{words.citizensStay}</p>
        </>
      )}
    </>
  );
}
