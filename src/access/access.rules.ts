/**
 * Whether a caller with these rights may use a route. `needs` are all asked for; none means that being signed in is enough;
 * `undefined` means that the route never said, which nobody may use.
 */
export function mayUse(who: { readonly scopes: readonly string[] }, needs: readonly string[] | undefined): boolean {
  return needs !== undefined && needs.every((need) => who.scopes.includes(need));
}

/** The scopes a partner gets of those it asks for (none asked: all it has), or null when one is not its own. */
export function grantScopes(own: readonly string[], asked: string | undefined): string[] | null {
  const wanted = (asked ?? '').split(' ').filter((scope) => scope !== '');
  if (wanted.length === 0) return [...own];
  return wanted.every((scope) => own.includes(scope)) ? [...new Set(wanted)] : null;
}
