import { describe, expect, it } from '@jest/globals';
import { decidePage } from './page.rules.js';

const files = new Set(['index.html', 'icon.svg', 'assets/index-C1.js']);
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('decidePage', () => {
  it.each([
    ['/', HTML, 'index.html'],
    ['/', undefined, 'index.html'],
    ['/?from=mail', '*/*', 'index.html'],
    ['/tasks/1', HTML, 'index.html'],
    ['/tasks/1', 'application/json', undefined],
    ['/icon.svg', 'image/*', 'icon.svg'],
    ['/assets/index-C1.js', '*/*', 'assets/index-C1.js'],
    ['/assets/gone.js', '*/*', undefined],
    ['/../package.json', '*/*', undefined],
    ['/api/v1/nothing', HTML, undefined],
    ['/api', HTML, undefined],
    ['/fhir/Patient', HTML, undefined],
    ['/readyz', HTML, undefined],
    ['/apiary', HTML, 'index.html'],
  ])('%s asked as %s is %s', (url, accept, file) => expect(decidePage(url, accept, files)?.file).toBe(file));

  it('lets only hashed names be kept', () => {
    expect(decidePage('/assets/index-C1.js', '*/*', files)?.headers['cache-control']).toContain('immutable');
    expect(decidePage('/', HTML, files)?.headers['cache-control']).toBe('no-cache');
  });

  it('lets pictures come from the house, and from where the operator has his map', () => {
    const policyWith = (tileUrl?: string) => decidePage('/', HTML, files, tileUrl)?.headers['content-security-policy'];
    expect(policyWith()).toContain("img-src 'self';");
    expect(policyWith('https://tiles.example.dk:8443/land/{z}/{x}/{y}.png')).toContain(
      "img-src 'self' https://tiles.example.dk:8443;",
    );
  });

  it('runs no script that is not a file of ours', () => {
    const policy = decidePage('/', HTML, files)?.headers['content-security-policy'];
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("worker-src 'self'; manifest-src 'self'");
    expect(policy).not.toContain('unsafe');
  });
});
