import { mayReach, type Principal } from '../platform/http/principal.js';
import type { DeviceView } from './fleet/fleet.store.js';

/** A dispenser as somebody is shown it: whom it serves only to whoever reaches that citizen. */
export function shown(
  { number: _number, version: _version, firstDialect: _firstDialect, ...device }: DeviceView,
  who: Principal,
) {
  const { citizenId, districtId, online } = device;
  return {
    ...device,
    isAssigned: citizenId !== null,
    citizenId: mayReach(who, districtId) ? citizenId : null,
    online: online ?? false,
  };
}
