import type { Client } from 'aedes';

interface Parser {
  packet: { length: number };
  _parseLength(): boolean;
}

/** Closes a connection as soon as a packet announces more bytes than are taken, before they are gathered. */
export function limitPackets(client: Client, maxBytes: number, onTooLarge: () => void): void {
  const parser = (client as unknown as { _parser: Parser })._parser;
  const parseLength = parser._parseLength.bind(parser);
  parser._parseLength = () => {
    const known = parseLength();
    if (known && parser.packet.length > maxBytes) {
      onTooLarge();
      client.conn.destroy();
      return false;
    }
    return known;
  };
}
