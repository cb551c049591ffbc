/** The specs beside the rules: no database, nothing to start. */
module.exports = {
  ...require('./jest.base.cjs'),
  displayName: 'unit',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};
