import { describe, expect, it } from '@jest/globals';
import { mistakenVariables, nearest } from './mistaken-names.rules.js';

const names = {
  variables: [
    'DOSEVAGT_PROFILE',
    'ROLES',
    'HTTP_PORT',
    'MQTT_PORT',
    'DATABASE_URL',
    'DATABASE_POOL_SIZE',
    'DATA_KEY',
    'REDIS_URL',
    'LOG_LEVEL',
  ],
  secrets: ['DATABASE_URL', 'DATA_KEY', 'REDIS_URL'],
  keys: ['roles', 'http.port', 'http.requestSeconds', 'ingest.batchRows', 'database.url'],
};
const told = (name: string, value = 'x', beside = {}) => mistakenVariables({ [name]: value, ...beside }, names);
const said = (name: string, meant: string | null) => `${name}: no such variable${meant === null ? '' : `; ${meant}`}`;

describe('a variable that does nothing is', () => {
  it.each([
    // refused: with our prefix, whatever follows
    ['DOSEVAGT_PROFIL', 'did you mean DOSEVAGT_PROFILE?'],
    ['DOSEVAGT_PROFILE_', 'did you mean DOSEVAGT_PROFILE?'],
    ['dosevagt_profile', 'did you mean DOSEVAGT_PROFILE?'],
    ['DOSEVAGT_DATABASE_URL', 'did you mean DATABASE_URL?'],
    ['DOSEVAGT_HTTP_PORT', 'did you mean HTTP_PORT?'],
    ['DOSEVAGT_DATABSE_URL', 'did you mean DATABASE_URL?'],
    ['DOSEVAGT_INGEST_BATCH_ROWS', 'ingest.batchRows is set in a file of config/'],
    ['DOSEVAGT_COLOUR', null],
    // refused: nobody else has a name like it
    ['DOSEVAG_PROFILE', 'did you mean DOSEVAGT_PROFILE?'],
    ['DOSEVAGT_DATABASE_URL_FILE', 'did you mean DATABASE_URL?'],
    // refused: secrets are not read from files, and it is nowhere else
    ['DATABASE_URL_FILE', 'did you mean DATABASE_URL?'],
    ['DATA_KEY_FILE', 'did you mean DATA_KEY?'],
  ])('refused: %s', (name, meant) => {
    expect(told(name)).toEqual({ ours: [said(name, meant)], perhaps: [] });
  });

  it.each([
    // nearly one of ours, and many share an environment
    ['ROLE', 'did you mean ROLES?'],
    ['DATABSE_URL', 'did you mean DATABASE_URL?'],
    ['DATABASE_URI', 'did you mean DATABASE_URL?'],
    ['DATABASE_POOLSIZE', 'did you mean DATABASE_POOL_SIZE?'],
    ['MQTT_PROT', 'did you mean MQTT_PORT?'],
    ['HTTPS_PORT', 'did you mean HTTP_PORT?'],
    ['REDIS_URI', 'did you mean REDIS_URL?'],
    ['LOGLEVEL', 'did you mean LOG_LEVEL?'],
    ['log_level', 'did you mean LOG_LEVEL?'],
    ['ROLES_FILE', 'did you mean ROLES?'],
    ['LOG_LEVEL_FILE', 'did you mean LOG_LEVEL?'],
    // some keys have no variable
    ['HTTP_REQUEST_SECONDS', 'http.requestSeconds is set in a file of config/'],
    ['INGEST_BATCH_ROWS', 'ingest.batchRows is set in a file of config/'],
  ])('warned of: %s', (name, meant) => {
    expect(told(name)).toEqual({ ours: [], perhaps: [said(name, meant)] });
  });

  it('warned of: a file of a secret that is known anyway', () => {
    const warned = told('DATABASE_URL_FILE', '/run/secrets/url', { DATABASE_URL: 'postgres://x' });
    expect(warned).toEqual({ ours: [], perhaps: [said('DATABASE_URL_FILE', 'did you mean DATABASE_URL?')] });
  });

  it.each([
    // what an orchestrator says of a service
    ['DOSEVAGT_SERVICE_HOST', '10.0.0.1'],
    ['DOSEVAGT_SERVICE_PORT', '3000'],
    ['DOSEVAGT_SERVICE_PORT_HTTP', '3000'],
    ['DOSEVAGT_PORT', 'tcp://10.0.0.1:3000'],
    ['DOSEVAGT_PORT_3000_TCP', 'tcp://10.0.0.1:3000'],
    ['DOSEVAGT_PORT_3000_TCP_ADDR', '10.0.0.1'],
    ['DOSEVAGT_GATEWAY_SERVICE_HOST', '10.0.0.1'],
    ['DOSEVAGT_GATEWAY_PORT', 'tcp://10.0.0.1:3000'],
    ['DOSEVAGT_GATEWAY_PORT_1883_TCP_PROTO', 'tcp'],
    ['DOSEVAGT_HTTP_PORT', 'tcp://10.0.0.1:3000'],
    ['HTTPS_PORT', 'tcp://10.0.0.1:443'],
    ['REDIS_SERVICE_HOST', '10.0.0.1'],
    // what others need
    ['PATH', '/bin'],
    ['HOME', '/root'],
    ['PORT', '8080'],
    ['HTTP_PROXY', 'http://proxy'],
    ['http_proxy', 'http://proxy'],
    ['HTTP_PATH', '/'],
    ['POSTGRES_PASSWORD', 'secret'],
    ['REDIS_PASSWORD', 'secret'],
    ['NODE_OPTIONS', '--enable-source-maps'],
    ['npm_config_loglevel', 'silent'],
    // ours, and what is empty
    ['DATABASE_URL', 'postgres://x'],
    ['DOSEVAGT_PROFIL', ''],
  ])('no concern of ours: %s=%s', (name, value) => {
    expect(told(name, value)).toEqual({ ours: [], perhaps: [] });
  });
});

it.each([
  ['prot', ['port', 'host'], 'port'],
  ['produciton', ['production', 'test'], 'production'],
  ['development', ['production', 'test'], null],
  ['conections', ['connections', 'connectionsPerAddress'], 'connections'],
])('nearest to %s of %j is %j', (name, among, meant) => {
  expect(nearest(name, among)).toBe(meant);
});
