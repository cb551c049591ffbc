import { describe, expect, it } from '@jest/globals';
import { impatientClient } from './impatient-client.js';

describe('a connection to PostgreSQL', () => {
  it('breaks without ending the process, though nobody holds it just then', () => {
    const Client = impatientClient(() => 1_000);
    expect(() => new Client().emit('error', new Error('terminating connection'))).not.toThrow();
  });
});
