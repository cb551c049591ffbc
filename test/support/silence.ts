import type { INestApplicationContext } from '@nestjs/common';
import { CitizensService } from '../../src/citizens/citizens.service.js';
import { DevicesService } from '../../src/devices/devices.service.js';
import { SilenceService } from '../../src/doses/silence.service.js';
import type { Turn } from '../../src/platform/database/turn.js';
import type { Fact } from '../../src/platform/facts/fact.js';

/** As the watch does it once the citizen's deadline passed and no word is on its way. */
export async function noteSilence(app: INestApplicationContext, turn: Turn, citizenId: string): Promise<Fact[]> {
  const citizens = await app.get(CitizensService).lockCitizens(turn.tx, [citizenId]);
  const contacts = await app.get(DevicesService).contactsOf(turn.tx, [citizenId], turn.now);
  return app.get(SilenceService).note(turn, citizens, contacts, turn.now);
}
