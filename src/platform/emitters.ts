/** Whatever else its own types let it be asked for. */
interface Emitter {
  on(event: never, listener: never): unknown;
}

/**
 * Gives what tells of its failures by an `error` event a listener at birth: an `error` that nobody hears ends the process, and these are
 * outside every guard of the house. Every server, socket, stream, child process and client outside a pool comes through here (law 8).
 */
export function withErrorListener<E extends Emitter>(emitter: E, onError: (error: Error) => void): E {
  emitter.on('error' as never, onError as never);
  return emitter;
}

/** The listener of what closes after its error by itself, where that it closed is all there is to know. */
export const closesByItself = (): void => undefined;

/** Begins what nobody waits for; `onError` hears when it fails, at once or later. */
export function begin(work: () => unknown, onError: (error: Error) => void): void {
  new Promise((resolve) => resolve(work())).catch(onError);
}

/** Does it every so often, whatever became of it the last time. */
export function every(ms: number, work: () => unknown, onError: (error: Error) => void): NodeJS.Timeout {
  return setInterval(() => begin(work, onError), ms);
}
