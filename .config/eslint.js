import js from '@eslint/js';
import typescript from 'typescript-eslint';

const typed = {
  project: ['test/tsconfig.json', 'src/console/web/tsconfig.json'],
  tsconfigRootDir: new URL('..', import.meta.url).pathname,
};

export default typescript.config(
  { ignores: ['dist/', '.data/', 'coverage/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [typescript.configs.recommended],
    languageOptions: { parserOptions: typed },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // A page's event handlers may be async; they report their own failures.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Off: with emitDecoratorMetadata a constructor's type is also a value.
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-console': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSEnumDeclaration', message: 'A union of strings reads better than an enum.' },
      ],
    },
  },
  {
    // Their readers demand a default export.
    files: ['**/*.config.ts', 'test/support/global-*.ts', 'test/bench/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
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
