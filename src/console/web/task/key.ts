/** By which a command is done once, however often it is sent. `crypto.randomUUID` is not there over plain HTTP. */
export const makeKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
