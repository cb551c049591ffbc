import { formatDistance } from '../labels.js';
import type { Candidate, Routing as Explained } from '../model.js';
import { texts } from '../texts.js';

/** Why the task came here: what the routing rules said when they chose, word for word. */
export function Routing({ routing }: { routing: Explained | null }) {
  const candidates = routing?.candidates ?? [];
  return (
    <section class="routing">
      <h3>{texts.detail.routing}</h3>
      <p>{routing?.sentence ?? texts.detail.noRouting}</p>
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
            <tbody>{candidates.map((each) => drawCandidate(each, each.teamId === routing?.chosenTeamId))}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function drawCandidate(candidate: Candidate, isChosen: boolean) {
  return (
    <tr key={candidate.teamId} class={isChosen ? 'chosen' : ''}>
      <th scope="row">
        {candidate.name}
        <small>{candidate.why}</small>
      </th>
      <td>{candidate.distanceMeters === null ? '–' : formatDistance(candidate.distanceMeters)}</td>
      <td>{candidate.onDuty ? texts.detail.yes : texts.detail.no}</td>
      <td>{candidate.workload ?? texts.detail.unknown}</td>
    </tr>
  );
}
