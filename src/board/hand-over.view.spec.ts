import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { PAGE_POLICY, printHandOver } from './hand-over.view.js';

const at = (time: string) => new Date(`2026-11-22T${time}Z`);
const task = { priority: 'P2', kind: 'visit', state: 'open', claimedByName: null, dueAt: at('08:15:00') } as const;

it('is read by a person: which dose of whom, and which dispenser where there is nobody', () => {
  const alert = {
    type: 'dose.missed',
    openedAt: at('07:05:00'),
    deviceId: 'A-1',
    dose: { dueAt: '2026-11-22T07:00:00Z' },
  };
  const citizen = { displayName: 'Karla <Opdigt>', address: null };
  const page = printHandOver({ name: 'West', zone: 'Europe/Copenhagen' }, at('14:00:00'), [
    { ...task, citizen, alert },
    { ...task, citizen: null, alert: { ...alert, type: 'power.mains_lost', dose: null } },
  ]);
  expect(page).toContain('<td>visit: dose missed, 08:00</td><td>Karla &#60;Opdigt&#62;</td>');
  expect(page).toContain('<td>visit: power mains lost</td><td>A-1</td>');
});

it('looks in a browser as it was drawn, and loads nothing', () => {
  const page = printHandOver({ name: 'West', zone: 'Europe/Copenhagen' }, at('14:00:00'), []);
  const [, style = ''] = /<style>(.+?)<\/style>/.exec(page) ?? [];
  expect(PAGE_POLICY).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(PAGE_POLICY).toContain("default-src 'none'");
});
