/** Everything under test/: one PostgreSQL is started for the run, and only when one of these is in it. */
module.exports = {
  ...require('./jest.base.cjs'),
  displayName: 'house',
  // A whole run finds the files bound together (scripts/stories.mjs).
  testMatch: [process.env.TEST_STORIES ? `${process.env.TEST_STORIES}/*.spec.js` : '<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/contract/(laws|rooms|spanning-sql|reliability|access-page|facts-page|api-document).spec.ts',
  ],
  globalSetup: '<rootDir>/.config/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/.config/jest-global-teardown.mjs',
};
