import { BlockList, isIP } from 'node:net';

const NETWORK = /^([^/]+)(?:\/(\d{1,3}))?$/;

interface Network {
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly prefix: number;
}

/** An address, or a network as CIDR writes it; null for anything else, and for a network of everybody. */
export function readNetwork(text: string): Network | null {
  const [, address = '', length] = NETWORK.exec(text) ?? [];
  const kind = isIP(address);
  if (kind === 0) return null;
  const [family, longest] = kind === 4 ? (['ipv4', 32] as const) : (['ipv6', 128] as const);
  const prefix = length === undefined ? longest : Number(length);
  return prefix >= 1 && prefix <= longest ? { address, family, prefix } : null;
}

/** Whether somebody at the address is a proxy of ours, whose word about who stands behind it is taken. */
export type Trusts = (address: string | undefined) => boolean;

export function trustsAmong(networks: readonly string[]): Trusts {
  const list = new BlockList();
  for (const text of networks) {
    const network = readNetwork(text);
    if (network) list.addSubnet(network.address, network.prefix, network.family);
  }
  return (address) => {
    const kind = isIP(address ?? '');
    return kind !== 0 && list.check(address!, kind === 4 ? 'ipv4' : 'ipv6');
  };
}
