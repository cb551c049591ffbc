import { expect, it } from '@jest/globals';
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
