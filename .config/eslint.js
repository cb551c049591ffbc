import js from '@eslint/js';
import typescript from 'typescript-eslint';
import { noCastBetweenRooms } from './no-cast-between-rooms.js';

const typed = {
  project: ['test/tsconfig.json', 'src/console/web/tsconfig.json', 'src/console/web/worker/tsconfig.json'],
  tsconfigRootDir: new URL('..', import.meta.url).pathname,
};

const UNWANTED = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'TSEnumDeclaration', message: 'A union of strings reads better than an enum.' },
];
// What `max-params` would say, but for constructors: they ask for what Nest gives them.
const MANY_PARAMETERS = {
  selector: ':function[params.length>5]:not(MethodDefinition[kind="constructor"] > FunctionExpression)',
  message: 'At most five parameters: what belongs together comes as one.',
};

/** What is shown on the page, or said of it, is of the catalogues in `src/words`. */
const OF_THE_CATALOGUES = [
  'JSXText[value=/[A-Za-z]{2}/]',
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > Literal[value=/[A-Za-z]{2}/]',
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > Literal[value=/[A-Za-z]{2}/]',
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/[A-Za-z]{2}/]',
  'JSXAttribute[name.name=/^(aria-label|aria-description|title|label|placeholder|alt)$/] :matches(Literal[value=/[A-Za-z]{2}/], TemplateElement[value.raw=/[A-Za-z]{2}/])',
].map((selector) => ({ selector, message: 'Words of the page stand in the catalogues (src/words).' }));

export default typescript.config(
  { ignores: ['dist/', '.data/', 'coverage/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: typed },
    rules: {
      // A page's event handlers may be async; they report their own failures.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Off: with emitDecoratorMetadata a constructor's type is also a value.
      '@typescript-eslint/consistent-type-imports': 'off',
      // Off: with noUncheckedIndexedAccess a `!` says that an index is within; one that says nothing is still found.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A number reads in a text as it is.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => done()` hands on, and `return refuse()` ends a function that answers nothing.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Off: `void signal.value` reads for the subscription's sake, `void (await work())` lets an answer go.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Modules of Nest are classes with nothing in them.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      // Off: an entity is its columns. Rules and stores make rows as plain objects of that shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': [
        'error',
        { allow: [{ from: 'file', name: ['CommandEntity', 'ScheduleEntity'] }] },
      ],
      'no-console': 'off',
      'no-restricted-syntax': ['error', ...UNWANTED, MANY_PARAMETERS],
    },
  },
  {
    // A story reads what the house answers as it came, and expect says what it must be; its stand-ins keep the shape of what they stand for.
    files: ['test/**/*.ts', '**/*.spec.ts', '**/*.spec.tsx'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // What is thrown in a story is an error: it fails the story if not.
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
    },
  },
  {
    // A row of a truth table has as many columns as there are.
    files: ['**/*.spec.ts', '**/*.spec.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...UNWANTED] },
  },
  {
    // During a rolling upgrade an older node answers, and what its answers lack is missing here, whatever the types say.
    files: ['src/console/web/**/*.ts', 'src/console/web/**/*.tsx'],
    rules: {
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // It reads the words of the language it is shown in, and no other.
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/words/voice.js'], message: 'Use voice() of texts.js.' }] },
      ],
    },
  },
  {
    files: ['src/console/web/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...UNWANTED, MANY_PARAMETERS, ...OF_THE_CATALOGUES] },
  },
  {
    // Their readers demand a default export.
    files: ['**/*.config.ts', 'test/support/global-*.ts', 'test/bench/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    plugins: { house: { rules: { 'no-cast-between-rooms': noCastBetweenRooms } } },
    rules: { 'house/no-cast-between-rooms': 'error' },
  },
  {
    // Where a room adds its facts to those of the house, the interface has no other way to be said.
    files: ['**/*.facts.ts'],
    rules: { '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }] },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', module: 'writable', __dirname: 'readonly' },
    },
  },
);
