import { createECDH } from 'node:crypto';
import { z } from 'zod';
import { readNetwork } from '../connections/trusted-proxies.js';
import { LANGUAGES } from '../http/language.js';

const port = z.coerce.number().int().min(0).max(65535);
const count = z.coerce.number().int().positive();
const percent = z.coerce.number().min(0).max(100);
const optionalText = z.string().min(1).nullable();
const role = z.enum(['gateway', 'worker', 'web']);

const networks = z
  .string()
  .nullable()
  .transform((text) => (text ?? '').split(',').flatMap((part) => part.trim() || []))
  .pipe(
    z.array(
      z.string().refine((text) => readNetwork(text) !== null, {
        message: 'must be an address or a network such as 10.0.0.0/8, and not everybody',
      }),
    ),
  );

/** The browser is let to its host and to no other, so that the host is said outright. */
const tiles = z
  .url({ protocol: /^https?$/ })
  .refine((url) => ['{z}', '{x}', '{y}'].every((part) => url.includes(part)), { message: 'must hold {z}, {x} and {y}' })
  .refine((url) => !/^[a-z]+:\/\/[^/]*[{}@;,]/.test(url), {
    message: 'must name one host, without {s} and without a password',
  });

/** P-256, each in base64url: the point in 65 bytes, the number in 32. */
function isKeyPair(publicKey: string | null, privateKey: string | null): boolean {
  if (publicKey === null || privateKey === null) return publicKey === privateKey;
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(privateKey, 'base64url');
  } catch {
    return false;
  }
  return pair.getPublicKey('base64url') === publicKey.replace(/=+$/, '');
}

/** Every key an operator may set; config/default.yaml has the defaults and one comment each. */
export const settingsSchema = z.strictObject({
  roles: z
    .string()
    .transform((text) => (text === 'all' ? role.options : text.split(',').map((part) => part.trim())))
    .pipe(z.array(role).min(1)),
  drain: z.strictObject({ seconds: z.coerce.number().int().min(0).max(3_600) }),
  http: z.strictObject({
    host: z.string().min(1),
    port,
    trustProxy: networks,
    connections: count,
    connectionsPerAddress: count,
    requestSeconds: count,
    stalledSeconds: count,
    streamsPerPerson: count,
    streamSeconds: count,
    streamBeatSeconds: count,
  }),
  mqtt: z.strictObject({
    host: z.string().min(1),
    port,
    connections: count,
    connectionsPerAddress: count,
    handshakeSeconds: count,
    brokerConnections: count,
    brokerAnswerSeconds: count,
    brokerShared: z.enum(['kept', 'forgotten']),
    brokerRetrySeconds: count,
    orphanedSeconds: count,
    // Twice as long as from beat to beat.
    desertedSeconds: count.min(10),
    brokerUrl: z.url({ protocol: /^(mqtts?|wss?)$/ }).nullable(),
    clientId: optionalText,
    subscriptions: count,
    filtersAPacket: count,
    inFlight: count,
    queued: count,
    queuedBytes: count,
    sessionsBytes: count,
    tls: z
      .strictObject({ port, certFile: optionalText, keyFile: optionalText, caFile: optionalText })
      .refine((tls) => (tls.certFile === null) === (tls.keyFile === null), {
        message: 'certFile and keyFile go together',
      }),
  }),
  sessions: z.strictObject({ idleMinutes: count, hours: count.max(24 * 30) }),
  database: z.strictObject({
    url: z.url({ protocol: /^postgres(ql)?$/ }).nullable(),
    poolSize: count.min(
      2,
      'must be 2 or more: what brings the schema up to date holds its lock over one and works over another',
    ),
    answerMs: count,
    newerSchema: z.enum(['refuse', 'serve']),
  }),
  redis: z.strictObject({ url: z.url({ protocol: /^rediss?$/ }).nullable() }),
  data: z.strictObject({
    dir: z.string().min(1),
    key: z
      .base64()
      .transform((text) => Buffer.from(text, 'base64'))
      .refine((key) => key.length === 32, { message: 'must be 32 bytes, base64' })
      .nullable(),
  }),
  log: z.strictObject({ level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) }),
  ingest: z.strictObject({
    maxEventBytes: count,
    maxPacketBytes: count,
    maxStatusBytes: count,
    maxHeartbeatBytes: count,
    maxAckBytes: count,
    batchRows: count,
    shards: count,
    presenceEveryMs: count,
    deviceEventsPerSecond: count,
    deviceBurst: count,
    deviceBacklog: count,
  }),
  doses: z.strictObject({
    planHours: count,
    graceMinutes: count,
    matchMinutes: count,
    earlyHours: count,
    inAdvanceDays: count,
    unmatchedHours: count,
    unmatchedAnHour: count,
  }),
  devices: z
    .strictObject({
      offlineMinutes: count,
      silentMinutes: count,
      batteryLowPct: percent,
      batteryEmptyPct: percent,
      batteryChargedPct: percent,
      unstableToggles: count,
    })
    .refine((the) => the.batteryEmptyPct < the.batteryLowPct && the.batteryLowPct < the.batteryChargedPct, {
      message: 'batteryEmptyPct, batteryLowPct and batteryChargedPct must grow in this order',
    }),
  outage: z.strictObject({
    announceSeconds: count,
    atRiskMinutes: count,
    watchGraceMinutes: z.coerce.number().int().nonnegative(),
    offlineGraceMinutes: z.coerce.number().int().nonnegative(),
  }),
  storm: z.strictObject({ devices: count, percent: count, calmTasks: count, silenceMinutes: count }),
  care: z.strictObject({ attempts: count, concurrency: count }),
  sweep: z.strictObject({ everyMs: count }),
  audit: z.strictObject({ everySeconds: count, allowMinutes: count, lineMinutes: count }),
  handOver: z.strictObject({ dir: optionalText, everyMinutes: count, language: z.enum(LANGUAGES) }),
  push: z
    .strictObject({
      subject: z
        .url({ protocol: /^(https|mailto)$/ })
        .regex(/^[^:]+:[^:]+/)
        .nullable(),
      publicKey: optionalText,
      privateKey: optionalText,
      ownNetworks: networks,
    })
    .refine(({ publicKey, privateKey }) => isKeyPair(publicKey, privateKey), {
      message: 'publicKey and privateKey must be a pair, as npx web-push generate-vapid-keys makes one',
    }),
  map: z.strictObject({ tileUrl: tiles.nullable(), tileAttribution: optionalText }),
  checklists: z.strictObject({ foundAlreadyTaken: z.array(z.string().min(1).max(200)) }),
});

export type Settings = z.infer<typeof settingsSchema>;
