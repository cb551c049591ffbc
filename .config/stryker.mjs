/** What `npm run mutate` changes, one mutant at a time, to see whether a spec beside the rules notices. */
export const STRYKER = {
  mutator: { excludedMutations: ['StringLiteral'] },
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: '.config/jest.mutation.cjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  incremental: true,
  ignorePatterns: ['**', '!src/**', '!test/support/cases.ts', '!.config/**', '!package.json'],
  concurrency: 2,
  timeoutMS: 5_000,
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false, reportScoreTable: false },
  logLevel: 'warn',
  warnings: { slow: false },
};

/** The rules by which somebody is helped or not: of what may be wrong with them the specs beside them notice so much. */
export const LEAST_NOTICED = 0.95;
export const DECIDING = [
  'src/doses/{dose,dose-fact}.rules.ts',
  'src/doses/*/*',
  'src/devices/conditions/*',
  'src/devices/{battery,device-order,telemetry}.rules.ts',
  'src/devices/assignments/*',
  'src/devices/readings/{clock,moved-times,note,zone-shift}.rules.ts',
  'src/teams/{roster,candidate,routing,holiday,coverage,limits,local-time}.rules.ts',
  'src/citizens/*',
  'src/ladders/*',
  'src/cases/{alert,case,case-state,case-changes,case-work,case-life,case-climb,task}.rules.ts',
  'src/cases/{alarms,climbing,duty,lists,work}/*',
  'src/incidents/*',
  'src/deliveries/*',
  'src/ingest/presence/*',
  'src/ingest/{budget,clash,hear,topic}.rules.ts',
  'src/ingest/verdicts/verdict.rules.ts',
  'src/ingest/embedded/flapping.rules.ts',
  'src/access/{access,rights,roles,reach,fields,break-glass}.rules.ts',
  'src/access/{sessions,staff}/*',
  'src/access/audit/feed-look.rules.ts',
  'src/platform/network.rules.ts',
  'src/reports/{operations-alert,response,shift,waiting}.rules.ts',
  'src/journal/*',
];
