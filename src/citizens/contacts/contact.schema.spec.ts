import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { contactFields } from './contact.schema.js';

const body = z.strictObject(contactFields);

it.each([
  ['mobile', '+45 00 00 00 01', '+4500000001'],
  ['mobile', ' 00\u201100  00-01 ', '00000001'],
  ['phone', '112', '112'],
  ['phone', '1'.repeat(15), '1'.repeat(15)],
  ['screenCallAddress', 'https://call.example/a?b=c#d', 'https://call.example/a?b=c#d'],
  ['screenCallAddress', 'sip:alma@call.example', 'sip:alma@call.example'],
  ['screenCallAddress', 'sips:alma@call.example', 'sips:alma@call.example'],
  ['language', 'DA', 'da'],
  ['language', 'ar', 'ar'],
  ['language', 'dsl', 'dsl'],
  ['language', 'zh-hans', 'zh-Hans'],
  ['hearing', 'deaf', 'deaf'],
  ['homeAccess', { key: ' box  4 ' }, { key: 'box 4' }],
  ['homeAccess', { note: 'the dog is kind' }, { note: 'the dog is kind' }],
  ['mobile', null, null],
  ['homeAccess', null, null],
])('%s takes %j as %j', (field, given, kept) => expect(body.parse({ [field]: given })).toEqual({ [field]: kept }));

it.each([
  ['mobile', ''],
  ['mobile', '12'],
  ['mobile', '1'.repeat(16)],
  ['mobile', '00 00 00 01 ext 4'],
  ['mobile', '+45'],
  ['mobile', '4+500000001'],
  ['phone', 'call her son'],
  ['phone', 45000001],
  ['screenCallAddress', 'call.example'],
  ['screenCallAddress', 'http://call.example'],
  ['screenCallAddress', 'javascript:alert(1)'],
  ['screenCallAddress', 'JaVaScRiPt:alert(1)'],
  ['screenCallAddress', 'data:text/html,x'],
  ['screenCallAddress', 'file:///etc/passwd'],
  ['screenCallAddress', 'https://call.example/a b'],
  ['screenCallAddress', 'https://call.example/\u0000'],
  ['screenCallAddress', `https://call.example/${'x'.repeat(500)}`],
  ['language', 'danish'],
  ['language', 'd'],
  ['language', 'da-'],
  ['language', 'da_DK'],
  ['language', ''],
  ['hearing', 'bad'],
  ['homeAccess', {}],
  ['homeAccess', { key: '' }],
  ['homeAccess', { door: '4' }],
  ['homeAccess', 'box 4'],
  ['homeAccess', { note: 'two\nlines' }],
])('%s refuses %j, and names itself', (field, given) => {
  const { error } = body.safeParse({ [field]: given });
  expect(error?.issues.map(({ path }) => path[0])).toContain(field);
  expect(JSON.stringify(error?.issues)).not.toContain('call her son');
});
