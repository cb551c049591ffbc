const WELL_FORMED = /^[\w.-]{8,64}$/;

/** What a proxy of ours calls a request, if it is called by what is fit for a log; null for anybody else's word. */
export function takenRequestId(said: string | readonly string[] | undefined, isTrusted: boolean): string | null {
  return isTrusted && typeof said === 'string' && WELL_FORMED.test(said) ? said : null;
}
