import { createServer } from 'node:net';
import { withErrorListener } from '../platform/emitters.js';
import { PortInUse } from '../platform/http/port-in-use.js';

export interface Ports {
  readonly HTTP_PORT: number;
  readonly MQTT_PORT: number;
}

const SO_MANY = 100;

/**
 * Opens on the wished ports, or on the next ones from there that are free. A port that looks free may be lost to somebody else
 * before it is ours: then the next one is tried.
 */
export async function openOnFreePorts<T>(wished: Ports, host: Hosts, open: (ports: Ports) => Promise<T>): Promise<T> {
  let ports = wished;
  for (;;) {
    ports = {
      HTTP_PORT: await freeFrom(ports, wished, host, 'HTTP_PORT'),
      MQTT_PORT: await freeFrom(ports, wished, host, 'MQTT_PORT'),
    };
    try {
      return await open(ports);
    } catch (error) {
      if (!(error instanceof PortInUse) || !isOurs(error.setting)) throw error;
      ports = { ...ports, [error.setting]: error.port + 1 };
    }
  }
}

type Hosts = Readonly<Record<keyof Ports, string>>;

const isOurs = (setting: string): setting is keyof Ports => setting === 'HTTP_PORT' || setting === 'MQTT_PORT';

async function freeFrom(ports: Ports, wished: Ports, hosts: Hosts, setting: keyof Ports): Promise<number> {
  for (let port = ports[setting]; port < wished[setting] + SO_MANY; port++)
    if (await looksFree(port, hosts[setting])) return port;
  throw new Error(`no free ${setting} from ${wished[setting]} to ${wished[setting] + SO_MANY - 1}`);
}

const looksFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = withErrorListener(createServer(), () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
