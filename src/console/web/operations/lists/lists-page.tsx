import { officeTexts } from '../../office-texts.js';
import { may } from '../../session/session.js';
import { Frame } from '../frame.js';
import { ListSection } from './list-section.js';
import { PostcodesSection } from './postcodes-section.js';
import { sendCitizens, sendStaff } from './sending.js';
import '../../styles/lists.css';

/** Many at once, from a spreadsheet: tried out first, and all of it or nothing. */
export function ListsPage() {
  const { lists } = officeTexts;
  return (
    <Frame part="lists">
      <p class="quiet">{lists.hint}</p>
      {may('citizens:write') && (
        <ListSection name="citizens" title={lists.citizens} columns={lists.citizenColumns} send={sendCitizens} />
      )}
      {may('house:write') && (
        <>
          <ListSection name="staff" title={lists.staff} columns={lists.staffColumns} send={sendStaff} />
          <PostcodesSection />
        </>
      )}
    </Frame>
  );
}
