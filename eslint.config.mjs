// The linter: TypeScript's strict rules, and the directions in which the rooms of src/ may import
// one another. test/unit/lint/importDirections.test.ts holds that every other direction fails.
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

/** Which room may import which; a room may always import itself. */
const directions = {
  math: [],
  protocol: ['math'],
  catalogue: ['math', 'protocol'],
  client: ['protocol', 'catalogue', 'math'],
  worker: ['protocol', 'catalogue', 'math'],
  python: ['protocol', 'catalogue', 'math'],
  extension: ['client', 'python', 'protocol', 'catalogue', 'math'],
  // The command line computes in its own process: a worker in series would cost it 50 ms.
  cli: ['worker', 'client', 'protocol', 'catalogue', 'math'],
  webview: ['protocol', 'catalogue', 'math'],
  test: [
    'math',
    'protocol',
    'catalogue',
    'client',
    'worker',
    'python',
    'extension',
    'cli',
    'webview',
    'scripts',
  ],
  scripts: [],
};

/** @param {string} room */
const folder = (room) => (['webview', 'test', 'scripts'].includes(room) ? room : `src/${room}`);

/** Rooms whose files all run under Node; elsewhere only those named *.node.ts do. */
const nodeRooms = ['extension', 'cli', 'test', 'scripts'];
const roomsOfBrowserToo = Object.keys(directions).filter((room) => !nodeRooms.includes(room));

/** @type {import('typescript-eslint').ConfigArray[number]} */
const importRules = {
  files: ['src/**/*.ts', 'webview/**/*.ts', 'test/**/*.ts', 'scripts/**/*.mjs'],
  plugins: { boundaries },
  settings: {
    'import/resolver': { node: { extensions: ['.ts', '.mjs', '.js', '.json'] } },
    'boundaries/elements': Object.keys(directions).map((room) => ({
      type: room,
      pattern: folder(room),
      partialMatch: false,
    })),
    'boundaries/files': Object.keys(directions).flatMap((room) => [
      { category: 'node', pattern: `${folder(room)}/**/*.node.ts`, exclusive: true },
      { category: 'anywhere', pattern: `${folder(room)}/**` },
    ]),
    'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
  },
  rules: {
    'boundaries/no-unknown-files': 'error',
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        checkUnknownLocals: true,
        checkAllOrigins: true,
        checkInternals: true,
        policies: [
          { allow: { to: { module: { origin: 'external' } } } },
          // Compiled from src/worker/assembly by the build.
          {
            from: { element: { type: 'worker' } },
            allow: { dependency: { source: '../assembly/*.wasm' } },
          },
          ...Object.entries(directions).map(([room, others]) => ({
            from: { element: { type: room } },
            allow: { to: { element: { types: { anyOf: [room, ...others] } } } },
          })),
          ...nodeRooms.map((room) => ({
            from: { element: { type: room } },
            allow: { to: { module: { origin: 'core' } } },
          })),
          { from: { file: { categories: 'node' } }, allow: { to: { module: { origin: 'core' } } } },
          {
            from: {
              element: { types: { anyOf: roomsOfBrowserToo } },
              file: { categories: 'anywhere' },
            },
            disallow: { to: { file: { categories: 'node' } } },
            message: 'Only a file named *.node.ts may import one: the others also run in a browser.',
          },
          {
            from: {
              element: { types: { anyOf: roomsOfBrowserToo } },
              file: { categories: 'anywhere' },
            },
            disallow: { to: { module: { source: 'node:*' } } }, // node:test counts as a package elsewhere
          },
          {
            disallow: { to: { module: { source: 'vscode' } } },
            message: 'Only src/extension imports vscode.',
          },
          {
            from: { element: { types: { anyOf: ['extension', 'test'] } } },
            allow: { to: { module: { source: 'vscode' } } },
          },
        ],
      },
    ],
  },
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'coverage/', 'node_modules/', 'test/screenshots/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Loops over typed arrays say by `!` what noUncheckedIndexedAccess cannot see.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off', // a Record cannot name itself
      '@typescript-eslint/no-empty-function': ['error', { allow: ['methods', 'arrowFunctions'] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }], // ours are ASCII
      '@typescript-eslint/prefer-for-of': 'off', // hot loops count
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/require-await': 'off', // an implementation may be async where another waits
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name: a name is found by searching.' },
        {
          selector: 'ExportAllDeclaration',
          message: 'No barrel files: import from the file that declares it.',
        },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/worker/assembly/*.ts'],
    rules: {
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // its generic functions are one for each type
      '@typescript-eslint/no-unnecessary-type-assertion': 'off', // AssemblyScript's integers are one type to TypeScript
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off', // chai: expect(x).to.be.true
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.strict],
  },
  importRules,
);
