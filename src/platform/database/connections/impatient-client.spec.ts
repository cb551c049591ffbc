import { describe, expect, it } from '@jest/globals';
import { impatientClient } from './impatient-client.js';

describe('a connection to PostgreSQL', () => {
  it('breaks without ending the process, though nobody holds it just then', () => {
    const Client = impatientClient(() => 1_000);
    const client = new Client();
    const heard: string[] = [];
    client.on('error', ({ message }) => heard.push(message));
    client.emit('error', new Error('terminating connection'));
    client.removeAllListeners();
    expect(() => client.emit('error', new Error('nobody hears this'))).not.toThrow();
    expect(heard).toEqual(['terminating connection']);
  });
});
