import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { PAGE_POLICY, printHandOver } from './hand-over.view.js';

const at = (time: string) => new Date(`2026-11-22T${time}Z`);
const task = {
  priority: 'P2',
  kind: 'visit',
  state: 'open',
  claimedByName: null,
  dueAt: at('08:15:00'),
  districtName: 'Fjordby West',
} as const;

it('is read by a person: which dose of whom, and which dispenser where there is nobody, and which district where there is neither', () => {
  const alert = {
    type: 'dose.missed',
    openedAt: at('07:05:00'),
    deviceId: 'A-1',
    dose: { dueAt: '2026-11-22T07:00:00Z', windowClosesAt: '2026-11-22T08:00:00Z', criticality: 'standard' },
    unmatched: false,
    occurrences: 1,
  };
  const citizen = { displayName: 'Karla <Opdigt>', address: null };
  const items = [
    { ...task, citizen, alert, phone: '+4500000009' },
    { ...task, claimedByName: 'Anna', citizen: null, alert: { ...alert, type: 'power.mains_lost', dose: null } },
    { ...task, citizen: null, alert: { ...alert, type: 'gateway.fleet_outage', deviceId: null, dose: null } },
  ];
  const page = printHandOver({ name: 'West', zone: 'Europe/Copenhagen' }, at('14:00:00'), items, 'en');
  expect(page).toContain('<html lang="en">');
  expect(page).toContain('<h1>Hand-over: West</h1><p>22 Nov 15:00, 3 open</p>');
  expect(page).toContain(
    '<td>Visit: 08:00 dose not taken from the dispenser</td><td>Karla &#60;Opdigt&#62;, +4500000009</td>',
  );
  expect(page).toContain('<td>Visit: The dispenser is without mains power</td><td>A-1</td>');
  expect(page).toContain('<td>Visit: Many dispensers lost contact or power at once</td><td>Fjordby West</td>');
  const danish = printHandOver({ name: 'Vest', zone: 'Europe/Copenhagen' }, at('14:00:00'), items, 'da');
  expect(danish).toContain('<html lang="da">');
  expect(danish).toContain('<h1>Vagtskifte: Vest</h1><p>22. nov. 15.00, 3 åbne opgaver</p>');
  expect(danish).toContain('<td>Besøg: Dosis kl. 08.00 er ikke taget ud af dispenseren</td>');
  expect(danish).toContain('<td>Anna (Ledig)</td>');
});

it('says what a person asked for in her words', () => {
  const alert = { type: 'service.made_by_hand', openedAt: at('07:05:00'), deviceId: null, dose: null };
  const item = {
    ...task,
    citizen: { displayName: 'Karla', address: null },
    alert: { ...alert, unmatched: false, occurrences: 1 },
    text: 'Bring the <new> key',
  };
  const page = printHandOver({ name: 'West', zone: 'Europe/Copenhagen' }, at('14:00:00'), [item], 'en');
  expect(page).toContain('<td>Visit: Somebody asked for this: Bring the &#60;new&#62; key</td><td>Karla</td>');
});

it('looks in a browser as it was drawn, and loads nothing', () => {
  const page = printHandOver({ name: 'West', zone: 'Europe/Copenhagen' }, at('14:00:00'), [], 'en');
  const [, style = ''] = /<style>(.+?)<\/style>/.exec(page) ?? [];
  expect(PAGE_POLICY).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(PAGE_POLICY).toContain("default-src 'none'");
});
