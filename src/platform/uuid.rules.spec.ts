import { describe, expect, it } from '@jest/globals';
import { isUuid, isWrittenUuid } from './uuid.rules.js';

describe('a UUID', () => {
  it.each([
    ['019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10', true, true],
    ['019AA3C1-7C1E-7A40-9D0E-3F6F1C1F8A10', true, false],
    ['019aa3c17c1e7a409d0e3f6f1c1f8a10', false, false],
    ['019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a1', false, false],
    ['019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a100', false, false],
    ['019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a1g', false, false],
    ['{019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10}', false, false],
    ['019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10\n', false, false],
    ['', false, false],
  ])('%j: %p, written as ours: %p', (text, is, isOurs) => {
    expect([isUuid(text), isWrittenUuid(text)]).toEqual([is, isOurs]);
  });
});
