/** The specs beside the rules and the scripts, the laws and the page of faults: no database, nothing to start. */
module.exports = {
  ...require('./jest.base.cjs'),
  displayName: 'unit',
  // A whole run finds the files bound together (scripts/stories.mjs).
  testMatch: process.env.TEST_STORIES
    ? [`${process.env.TEST_STORIES}/rules/*.spec.js`]
    : [
        '<rootDir>/src/**/*.spec.ts',
        '<rootDir>/scripts/**/*.spec.mjs',
        '<rootDir>/test/contract/{laws,rooms,spanning-sql,reliability,access-page,facts-page,api-document}.spec.ts',
      ],
};
