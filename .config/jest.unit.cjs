/** The specs beside the rules, the laws and the page of faults: no database, nothing to start. */
module.exports = {
  ...require('./jest.base.cjs'),
  displayName: 'unit',
  testMatch: [
    '<rootDir>/src/**/*.spec.ts',
    '<rootDir>/test/contract/{laws,rooms,spanning-sql,reliability,access-page,api-document}.spec.ts',
  ],
};
