import tseslint from 'typescript-eslint';

const noLocalTime = [
  'getHours',
  'getDate',
  'getDay',
  'getMonth',
  'getFullYear',
  'setHours',
  'setDate',
  'setMonth',
  'setFullYear',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
];

export default tseslint.config(
  { ignores: ['node_modules', '.data', '.build', 'templates/assets'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-restricted-properties': [
        'error',
        ...noLocalTime.map((property) => ({ property, message: 'Name the zone: law/base/zone.ts' })),
      ],
    },
  },
  { files: ['proof/setup.ts', 'proof/teardown.ts'], rules: { 'no-restricted-exports': 'off' } },
  { files: ['*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['**/*.d.ts'], rules: { 'no-restricted-exports': 'off' } },
  { files: ['**/*.test.ts', 'migrations/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['law/**/*.ts', 'workflows/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            'node:*',
            'knex',
            'pg',
            'express',
            '@temporalio/client',
            '@temporalio/worker',
            '@temporalio/activity',
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'fetch', 'performance'],
    },
  },
  {
    files: ['api/**/*.ts', 'activities/**/*.ts', 'bin/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='raw']",
          message: 'SQL stands in store/ and migrations/ only',
        },
      ],
    },
  },
);
