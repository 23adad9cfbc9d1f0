import tseslint from 'typescript-eslint';

/** Forbids imports that point against the house's direction (ARCHITECTURE.md, "Who may import whom"). */
function mayNotImport(patterns, message) {
  return {
    'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }],
  };
}

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      '.vscode-test/**',
      'sample-data/**',
      'sample-data.partial-*/**',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          './src/core/tsconfig.json',
          './src/tsconfig.json',
          './webview/tsconfig.json',
          './test/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/core/**'],
    rules: mayNotImport(
      [
        'vscode',
        'node:*',
        'fs',
        'path',
        '**/protocol/**',
        '**/host/**',
        '**/env/**',
        '**/workers/**',
        '#env/*',
      ],
      'core is pure: values in, values out.',
    ),
  },
  {
    files: ['src/protocol/**'],
    rules: mayNotImport(
      ['vscode', 'node:*', '**/host/**', '**/env/**', '**/workers/**', '#env/*'],
      'protocol is shared by host, pages and workers; it may import core only.',
    ),
  },
  {
    files: ['src/workers/**'],
    rules: mayNotImport(['vscode', '**/host/**'], 'workers have no vscode and no host.'),
  },
  {
    files: ['src/env/**'],
    rules: mayNotImport(['vscode', '**/host/**'], 'env has no vscode and no host.'),
  },
  {
    files: ['src/host/**', 'src/extension.ts', 'src/contributions.ts'],
    rules: mayNotImport(
      ['node:*', 'fs', 'path', '**/webview/**', '**/env/node/**', '**/env/browser/**'],
      'the host reaches the machine through #env/* and vscode.workspace.fs only.',
    ),
  },
  {
    files: ['webview/**'],
    rules: mayNotImport(
      [
        'vscode',
        'node:*',
        '**/src/host/**',
        '**/src/env/**',
        '**/src/workers/**',
        '**/core/dicom/scan*',
        '**/core/dataset/**',
        '**/core/validation/**',
      ],
      'pages use protocol and core/{geometry,pixels,render,annotations} only.',
    ),
  },
  {
    files: ['test/**'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Scripts that run before anything is installed are plain JavaScript; type-aware rules do not apply to them.
    files: ['**/*.mjs', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      'no-restricted-syntax': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  {
    files: ['test/**/vitest.config.ts', 'test/**/*.config.ts', 'eslint.config.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
