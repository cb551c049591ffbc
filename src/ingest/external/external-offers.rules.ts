/** What a broker says of itself in CONNACK (MQTT 5 section 3.2.2.3); what is absent it has. */
export interface Offers {
  readonly sharedSubscriptionAvailable?: boolean;
  readonly wildcardSubscriptionAvailable?: boolean;
  readonly retainAvailable?: boolean;
  readonly maximumQoS?: number;
  readonly maximumPacketSize?: number;
  readonly receiveMaximum?: number;
  readonly sessionExpiryInterval?: number;
}

const QUOTA = 65_535;

/** The SUBACK code that a subscription would get, where that is known beforehand; asked for all the same, some brokers hang up. */
export function answeredBefore(offers: Offers, filter: string): number | null {
  if (offers.sharedSubscriptionAvailable === false && filter.startsWith('$share/')) return 0x9e;
  if (offers.wildcardSubscriptionAvailable === false && /[+#]/.test(filter)) return 0xa2;
  return null;
}

/** How many commands may be on their way there at once. */
export const commandsAtOnce = ({ receiveMaximum }: Offers): number => receiveMaximum ?? QUOTA;

/** Why a command of so many bytes would end the connection; null for one that would not. */
export function flawOfCommand({ maximumQoS, maximumPacketSize }: Offers, bytes: number): number | null {
  if (maximumQoS === 0) return 0x9b;
  return maximumPacketSize !== undefined && bytes > maximumPacketSize ? 0x95 : null;
}

/** What goes on all the same, and is less than an operator may think. */
export function shortcomings(offers: Offers, sessionSeconds: number): string[] {
  const { retainAvailable, sessionExpiryInterval: kept } = offers;
  return [
    ...(retainAvailable === false
      ? ['the broker keeps no status (retain): who is away is not known after a start']
      : []),
    ...(kept !== undefined && kept < sessionSeconds
      ? [`the broker keeps a session for ${kept} s instead of ${sessionSeconds}: what waits in it longer is lost`]
      : []),
  ];
}
