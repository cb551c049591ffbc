import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigMistakes, loadSettings } from './load.js';

it('names the variable of every mistake, also of one in a list', () => {
  const environment = {
    HTTP_PORT: 'abc',
    MQTT_PORT: '99999',
    ROLES: 'gateway,cook',
    DATABASE_URL: 'nonsense',
    DATABASE_POOL_SIZE: '1',
  };
  let said: readonly string[] = [];
  try {
    loadSettings(process.cwd(), environment);
  } catch (error) {
    said = (error as ConfigMistakes).mistakes;
  }
  expect(said).toEqual([
    expect.stringMatching(/^roles\.1 \(ROLES\): .*"worker"/),
    'http.port (HTTP_PORT): must be a number',
    expect.stringMatching(/^mqtt\.port \(MQTT_PORT\): .*65535/),
    expect.stringMatching(/^database\.url \(DATABASE_URL\): /),
    expect.stringMatching(/^database\.poolSize \(DATABASE_POOL_SIZE\): must be 2 or more/),
  ]);
});

describe('what does nothing is refused by name', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'dosevagt-config-'));
    cpSync(join(process.cwd(), 'config'), join(root, 'config'), { recursive: true });
    const profile = 'http:\n  prot: 80\n  host: 0.0.0.0\ncolour: blue\nlogs:\n  level: info\n';
    writeFileSync(join(root, 'config', 'odd.yaml'), profile);
  });
  afterAll(() => rmSync(root, { recursive: true }));
  const mistakesOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
    try {
      loadSettings(root, environment);
      return [];
    } catch (error) {
      return (error as ConfigMistakes).mistakes;
    }
  };

  it.each<[NodeJS.ProcessEnv, string[]]>([
    [{}, []],
    [{ DOSEVAGT_PROFILE: 'production' }, []],
    [{ DOSEVAGT_PROFILE: '', NODE_ENV: 'production' }, []],
    [{ NODE_ENV: 'development' }, []],
    [
      { DOSEVAGT_PROFILE: 'prodution' },
      ['DOSEVAGT_PROFILE: there is no config/prodution.yaml; did you mean production?'],
    ],
    [
      { DOSEVAGT_PROFILE: 'ward-7' },
      ['DOSEVAGT_PROFILE: there is no config/ward-7.yaml; there are default, odd, production, test'],
    ],
    [{ NODE_ENV: 'Production' }, ['NODE_ENV: there is no config/Production.yaml; did you mean production?']],
    [
      { DOSEVAGT_PROFILE: '../secrets' },
      ['DOSEVAGT_PROFILE: there is no config/../secrets.yaml; there are default, odd, production, test'],
    ],
    [
      { DOSEVAGT_PROFILE: 'odd' },
      [
        'http.prot: no such key; did you mean http.port?',
        'colour: no such key',
        'logs: no such key; did you mean log?',
      ],
    ],
    [
      { DOSEVAGT_DATABASE_URI: 'postgres://x', HTTP_PORT: 'abc' },
      [
        'DOSEVAGT_DATABASE_URI: no such variable; did you mean DATABASE_URL?',
        'http.port (HTTP_PORT): must be a number',
      ],
    ],
    [{ DOSEVAGT_SERVICE_HOST: '10.0.0.1', DOSEVAGT_PORT: 'tcp://10.0.0.1:80' }, []],
  ])('%j', (environment, mistakes) => {
    expect([...mistakesOf(environment)].sort()).toEqual([...mistakes].sort());
  });

  it('and what may be meant for somebody else is warned of, and stops nobody', () => {
    const warnings: string[] = [];
    loadSettings(root, { ROLE: 'db', HTTPS_PORT: '443', PATH: '/bin' }, (warning) => warnings.push(warning));
    expect(warnings).toEqual([
      'ROLE: no such variable; did you mean ROLES?',
      'HTTPS_PORT: no such variable; did you mean HTTP_PORT?',
    ]);
  });
});
