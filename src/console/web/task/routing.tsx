import { sayCandidate, sayRouting } from '../../../words/routing.js';
import { formatDistance } from '../labels.js';
import type { Candidate, Routing as Explained } from '../model.js';
import { texts } from '../texts.js';

/** Why the task came here, as the routing rules chose. */
export function Routing({ routing }: { routing: Explained | null }) {
  const candidates = routing?.candidates ?? [];
  return (
    <section class="routing">
      <h3>{texts.detail.routing}</h3>
      <p>{routing ? sayRouting(routing, texts) : texts.detail.noRouting}</p>
      {candidates.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={texts.detail.routing}>
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.detail.teamAndWhy}</th>
                <th scope="col">{texts.detail.distance}</th>
                <th scope="col">{texts.detail.onDuty}</th>
                <th scope="col">{texts.detail.workload}</th>
              </tr>
            </thead>
            <tbody>{routing && candidates.map((each) => drawCandidate(each, routing))}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function drawCandidate(candidate: Candidate, { chosenTeamId, rule }: Explained) {
  return (
    <tr key={candidate.teamId} class={candidate.teamId === chosenTeamId ? 'chosen' : ''}>
      <th scope="row">
        {candidate.name}
        <small>{sayWhy(candidate, rule)}</small>
      </th>
      <td>{candidate.distanceMeters === null ? '–' : formatDistance(candidate.distanceMeters)}</td>
      <td>{candidate.onDuty ? texts.detail.yes : texts.detail.no}</td>
      <td>{candidate.workload ?? texts.detail.unknown}</td>
    </tr>
  );
}

/** Of what was decided before there were codes what was written then. */
const sayWhy = ({ rule, duty, why }: Candidate, chosenBy: Explained['rule']) =>
  rule && duty ? sayCandidate({ rule, duty }, chosenBy, texts) : why;
