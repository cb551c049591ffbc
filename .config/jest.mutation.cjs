/** The specs of one folder, for Stryker. */
module.exports = {
  ...require('./jest.unit.cjs'),
  testMatch: [`<rootDir>/${process.env.MUTATED_FOLDER}/*.rules.spec.ts`],
  setupFiles: ['<rootDir>/.config/jest-short-properties.mjs'],
};
