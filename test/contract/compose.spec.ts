import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { loadSettings } from '../../src/platform/config/load.js';

interface Service {
  image?: string;
  init?: boolean;
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  command?: string[];
  ports?: string[];
  volumes?: string[];
  profiles?: string[];
}

const ROOT = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as { services: Record<string, Service>; volumes: Record<string, unknown> };
const example = readFileSync(join(ROOT, 'docker', '.env.example'), 'utf8');
const required = { POSTGRES_PASSWORD: 'a1', REDIS_PASSWORD: 'b2', DATA_KEY: Buffer.alloc(32, 7).toString('base64') };

describe('docker-compose.yml', () => {
  it('starts what nobody asked to leave out: the gateway, PostgreSQL and Redis', () => {
    const always = Object.keys(compose.services).filter((name) => !compose.services[name]?.profiles);
    expect(always.sort()).toEqual(['gateway', 'postgres', 'redis']);
  });

  it.each(['gateway', 'worker'])('gives the %s a configuration that the gateway takes', (name) => {
    const environment = fillIn(compose.services[name]?.environment ?? {}, required);
    const settings = loadSettings(ROOT, { NODE_ENV: 'production', ...environment });
    expect(settings.database.url).toBe('postgres://dosevagt:a1@postgres:5432/dosevagt');
    expect(settings.redis.url).toBe('redis://:b2@redis:6379');
    expect(settings.mqtt.brokerUrl).toBeNull();
    expect(settings.http.host).toBe('0.0.0.0');
    // The movable clock is a module of the demo; no setting brings it into a service.
    expect(settings).not.toHaveProperty('demo');
  });

  it('sets no variable that the gateway does not know', () => {
    const known = readFileSync(join(ROOT, 'config', 'default.yaml'), 'utf8');
    const set = Object.keys(compose.services.gateway?.environment ?? {});
    expect(set.filter((name) => !new RegExp(`# ${name}\\b`).test(known))).toEqual([]);
  });

  it('waits for healthy neighbours, each of which says how it is asked', () => {
    for (const service of Object.values(compose.services)) {
      for (const [neighbour, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(condition).toBe('service_healthy');
        expect(compose.services[neighbour]?.healthcheck?.test[0]).toMatch(/^CMD/);
      }
    }
  });

  it('has no password in it, and refuses to start without one', () => {
    for (const name of Object.keys(required)) {
      expect(text).toContain(`\${${name}:?`);
      expect(text).not.toMatch(new RegExp(`\\$\\{${name}(:?-|\\})`));
    }
  });

  it('names every variable it reads in docker/.env.example', () => {
    const read = new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1]!));
    expect([...read].filter((name) => !new RegExp(`^#?${name}=`, 'm').test(example))).toEqual([]);
  });

  it('shows of the external broker only the listener for dispensers, who cannot choose whose session is theirs', () => {
    const { ports = [], volumes = [] } = compose.services.mosquitto!;
    expect(ports.map((port) => port.split(':').at(-1))).toEqual(['8883']);
    expect(volumes.some((volume) => volume.endsWith('/mosquitto/certs:ro'))).toBe(true);
    const conf = readFileSync(join(ROOT, 'docker', 'mosquitto.conf'), 'utf8');
    const [, dispensers, gateway] = conf.split(/^listener /m);
    expect(dispensers).toMatch(/^8883\ncertfile .*\nkeyfile .*\nuse_username_as_clientid true$/m);
    expect(gateway).toMatch(/^1883\n/);
    expect(conf).not.toMatch(/^per_listener_settings/m);
  });

  it('declares the volumes it mounts', () => {
    const named = Object.values(compose.services).flatMap((service) =>
      (service.volumes ?? []).map((volume) => volume.split(':')[0]!).filter((source) => /^[a-z]+$/.test(source)),
    );
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
  });
});

/** As compose does: `${NAME:-default}` and `${NAME:?complaint}`. */
function fillIn(environment: Record<string, string>, values: Record<string, string>): Record<string, string> {
  const filled = (value: string) =>
    value.replace(/\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string, rest: string) => {
      return values[name] ?? (kind === '-' ? rest : `unset ${name}`);
    });
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)]));
}
