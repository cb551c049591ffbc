const NUMBERS = /^\[|^\d+\.\d+\.\d+\.\d+$/;
/** Names that no push service of the world has (RFC 6761, RFC 6762, RFC 8375, and what is used like them). */
const OF_A_HOUSE = /(^|\.)(localhost|local|internal|intranet|lan|home|arpa|test|invalid|example|onion)$/;

/**
 * What is wrong with the address of a push service, which a client gives and the house then asks; null for one that it may. Where its name leads
 * to is looked at when it is asked.
 * @param isOwn whether an address is of a push service of our own, which may be anywhere
 */
export function flawOfEndpoint(text: string, isOwn: (address: string) => boolean): string | null {
  if (!URL.canParse(text)) return 'must be a URL';
  const { protocol, hostname, port, username, password } = new URL(text);
  const host = hostname.replace(/\.$/, '');
  const isHttp = protocol === 'https:' || protocol === 'http:';
  if (username !== '' || password !== '') return 'must hold no name or password';
  if (isHttp && isOwn(host.replace(/^\[|\]$/g, ''))) return null;
  if (protocol !== 'https:') return 'must begin with https://';
  if (NUMBERS.test(host)) return 'must name a host, and not its address';
  if (!host.includes('.') || OF_A_HOUSE.test(host)) return 'must be a host that everybody can reach';
  return port === '' ? null : 'must be at the port of https';
}
