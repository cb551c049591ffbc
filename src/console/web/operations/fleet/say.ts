import { officeTexts } from '../../office-texts.js';
import type { FleetRow } from './asks.js';

/** What it runs on, and how much it holds. */
export function saySupply({
  batteryPct,
  mains,
  dosesRemaining,
}: Pick<FleetRow, 'batteryPct' | 'mains' | 'dosesRemaining'>): string[] {
  const { fleet } = officeTexts;
  return [
    batteryPct === null ? '' : fleet.battery(batteryPct),
    mains === null ? '' : mains ? fleet.mains : fleet.noMains,
    dosesRemaining === null ? '' : fleet.doses(dosesRemaining),
  ].filter(Boolean);
}
