import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { mistakenVariables, nearest } from './mistaken-names.rules.js';
import { type Settings, settingsSchema } from './settings.schema.js';

/** Environment variables and the keys they override. */
const VARIABLES: Record<string, string> = {
  ROLES: 'roles',
  DRAIN_SECONDS: 'drain.seconds',
  HTTP_HOST: 'http.host',
  HTTP_PORT: 'http.port',
  TRUST_PROXY: 'http.trustProxy',
  HTTP_CONNECTIONS: 'http.connections',
  HTTP_CONNECTIONS_PER_ADDRESS: 'http.connectionsPerAddress',
  MQTT_HOST: 'mqtt.host',
  MQTT_PORT: 'mqtt.port',
  MQTT_CONNECTIONS: 'mqtt.connections',
  MQTT_CONNECTIONS_PER_ADDRESS: 'mqtt.connectionsPerAddress',
  MQTT_BROKER_URL: 'mqtt.brokerUrl',
  MQTT_BROKER_ANSWER_SECONDS: 'mqtt.brokerAnswerSeconds',
  MQTT_BROKER_SHARED: 'mqtt.brokerShared',
  MQTT_BROKER_RETRY_SECONDS: 'mqtt.brokerRetrySeconds',
  MQTT_CLIENT_ID: 'mqtt.clientId',
  MQTT_ORPHANED_SECONDS: 'mqtt.orphanedSeconds',
  MQTT_DESERTED_SECONDS: 'mqtt.desertedSeconds',
  MQTT_SUBSCRIPTIONS: 'mqtt.subscriptions',
  MQTT_IN_FLIGHT: 'mqtt.inFlight',
  MQTT_SESSIONS_BYTES: 'mqtt.sessionsBytes',
  MQTT_TLS_PORT: 'mqtt.tls.port',
  MQTT_TLS_CERT_FILE: 'mqtt.tls.certFile',
  MQTT_TLS_KEY_FILE: 'mqtt.tls.keyFile',
  MQTT_TLS_CA_FILE: 'mqtt.tls.caFile',
  SESSIONS_IDLE_MINUTES: 'sessions.idleMinutes',
  SESSIONS_HOURS: 'sessions.hours',
  DATABASE_URL: 'database.url',
  DATABASE_POOL_SIZE: 'database.poolSize',
  DATABASE_ANSWER_MS: 'database.answerMs',
  DATABASE_NEWER_SCHEMA: 'database.newerSchema',
  REDIS_URL: 'redis.url',
  DATA_DIR: 'data.dir',
  DATA_KEY: 'data.key',
  LOG_LEVEL: 'log.level',
  INGEST_DEVICE_EVENTS_PER_SECOND: 'ingest.deviceEventsPerSecond',
  INGEST_DEVICE_BURST: 'ingest.deviceBurst',
  INGEST_DEVICE_BACKLOG: 'ingest.deviceBacklog',
  DOSES_EARLY_HOURS: 'doses.earlyHours',
  DEVICES_OFFLINE_MINUTES: 'devices.offlineMinutes',
  DEVICES_SILENT_MINUTES: 'devices.silentMinutes',
  STORM_CALM_TASKS: 'storm.calmTasks',
  OUTAGE_WATCH_GRACE_MINUTES: 'outage.watchGraceMinutes',
  OUTAGE_OFFLINE_GRACE_MINUTES: 'outage.offlineGraceMinutes',
  HANDOVER_DIR: 'handOver.dir',
  HANDOVER_EVERY_MINUTES: 'handOver.everyMinutes',
  HANDOVER_LANGUAGE: 'handOver.language',
  VAPID_SUBJECT: 'push.subject',
  VAPID_PUBLIC_KEY: 'push.publicKey',
  VAPID_PRIVATE_KEY: 'push.privateKey',
  PUSH_OWN_NETWORKS: 'push.ownNetworks',
  MAP_TILE_URL: 'map.tileUrl',
  MAP_TILE_ATTRIBUTION: 'map.tileAttribution',
};

const SECRETS = ['DATABASE_URL', 'REDIS_URL', 'MQTT_BROKER_URL', 'DATA_KEY', 'VAPID_PRIVATE_KEY'];

/** What is foreseen and does nothing yet: who set it would believe that it did. */
const NOT_YET: Record<string, string> = {
  OIDC_ISSUER: 'staff sign in with local accounts',
  OIDC_CLIENT_ID: 'staff sign in with local accounts',
  OIDC_CLIENT_SECRET: 'staff sign in with local accounts',
  OIDC_CLIENT_KEY_FILE: 'staff sign in with local accounts',
  OSRM_URL: 'the nearest team is found by great-circle distance',
  MQTT_PLAIN: 'MQTT without TLS is always open on MQTT_PORT; close the port outside',
  MANAGEMENT_PORT: 'health and metrics are answered on HTTP_PORT',
  SMTP_URL: 'no mail is sent',
  MIGRATE: 'a start applies migrations; npm run migrate does only that',
};

export class ConfigMistakes extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(
      `The configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n  ${mistakes.join('\n  ')}`,
    );
  }
}

const PROFILE = 'DOSEVAGT_PROFILE';

type Tree = Record<string, unknown>;

/**
 * Reads config/default.yaml, lays the profile's file over it (`DOSEVAGT_PROFILE`, or production or test by NODE_ENV) and the environment
 * over both, and checks all of it.
 * @param warn hears of each variable that does nothing and may have been meant for us, or for somebody else
 * @throws ConfigMistakes naming every key or variable that does not fit, and every one that was meant for us and does nothing
 */
export function loadSettings(
  root: string,
  environment: NodeJS.ProcessEnv = process.env,
  warn: (doubt: string) => void = () => undefined,
): Settings {
  const folder = join(root, 'config');
  const tree = readYaml(join(folder, 'default.yaml'));
  const keys = keysOf(tree);
  const profiles = readdirSync(folder).flatMap((file) => /^(.+)\.yaml$/.exec(file)?.[1] ?? []);
  const { profile, mistake } = profileOf(environment, profiles);
  if (profile) layOver(tree, readYaml(join(folder, `${profile}.yaml`)));
  for (const [variable, path] of Object.entries(VARIABLES)) {
    const value = environment[variable];
    if (value !== undefined && value !== '') setAt(tree, path.split('.'), value);
  }
  const checked = settingsSchema.safeParse(tree);
  const variables = [...Object.keys(VARIABLES), PROFILE];
  const mistaken = mistakenVariables(environment, { variables, secrets: SECRETS, keys });
  mistaken.perhaps.forEach(warn);
  const mistakes = [
    ...(mistake ? [mistake] : []),
    ...Object.entries(NOT_YET).flatMap(([variable, instead]) =>
      [variable, `${variable}_FILE`]
        .filter((name) => environment[name])
        .map((name) => `${name}: does nothing yet, and is to be left out; ${instead}`),
    ),
    ...mistaken.ours,
    ...(checked.error?.issues.flatMap((issue) => inWords(issue, keys)) ?? []),
  ];
  if (!checked.success || mistakes.length > 0) throw new ConfigMistakes(mistakes);
  return checked.data;
}

/** A profile that is named must be there; NODE_ENV says many things to many programs, and is a mistake only where it nearly names one. */
function profileOf(environment: NodeJS.ProcessEnv, profiles: readonly string[]) {
  const variable = environment[PROFILE] ? PROFILE : 'NODE_ENV';
  const named = environment[variable];
  if (!named || profiles.includes(named)) return { profile: named, mistake: null };
  const meant = nearest(named, profiles);
  if (variable === 'NODE_ENV' && meant === null) return { profile: null, mistake: null };
  const hint = meant ? `did you mean ${meant}?` : `there are ${[...profiles].sort().join(', ')}`;
  return { profile: null, mistake: `${variable}: there is no config/${named}.yaml; ${hint}` };
}

function inWords(issue: z.core.$ZodIssue, keys: readonly string[]): string[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const full = [path, key].filter(Boolean).join('.');
      const meant = nearest(full, keys);
      return `${full}: no such key${meant ? `; did you mean ${meant}?` : ''}`;
    });
  const variable = Object.entries(VARIABLES).find(([, key]) => key === path || path.startsWith(`${key}.`))?.[0];
  const flaw = issue.code === 'invalid_type' && issue.expected === 'number' ? 'must be a number' : issue.message;
  return [`${path}${variable ? ` (${variable})` : ''}: ${flaw}`];
}

function readYaml(file: string): Tree {
  try {
    return (parse(readFileSync(file, 'utf8')) ?? {}) as Tree;
  } catch (error) {
    throw new ConfigMistakes([`${file}: ${(error as Error).message.split('\n')[0]}`]);
  }
}

function layOver(under: Tree, over: Tree): void {
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    if (isTree(value) && isTree(below)) layOver(below, value);
    else under[key] = value;
  }
}

/** Sections and what stands in them, such as `http` and `http.port`. */
function keysOf(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => [
    `${path}${key}`,
    ...(isTree(value) ? keysOf(value, `${path}${key}.`) : []),
  ]);
}

function setAt(tree: Tree, path: string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length === 0) tree[key] = value;
  else setAt((tree[key] ??= {}) as Tree, rest, value);
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
