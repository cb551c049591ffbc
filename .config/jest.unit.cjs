/** The specs beside the rules and the scripts, the laws and the page of faults: no database, nothing to start. */
module.exports = {
  ...require('./jest.base.cjs'),
  displayName: 'unit',
  testMatch: [
    '<rootDir>/src/**/*.spec.ts',
    '<rootDir>/scripts/**/*.spec.mjs',
    '<rootDir>/test/contract/{laws,rooms,spanning-sql,reliability,access-page,facts-page,api-document}.spec.ts',
  ],
};
