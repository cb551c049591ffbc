/** The specs beside the rules, and the laws: no database, nothing to start. */
module.exports = {
  ...require('./jest.base.cjs'),
  displayName: 'unit',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/contract/laws.spec.ts'],
};
