const esmPackages = ['openid-client', 'oauth4webapi', 'jose', 'postal-mime'];
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{law,workflows,activities,store,api,bin,proof,migrations,templates}/**/*.test.ts'],
  transform: {
    '^.+\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`node_modules/(?!(${esmPackages.join('|')})/)`],
  globalSetup: '<rootDir>/proof/setup.ts',
  globalTeardown: '<rootDir>/proof/teardown.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
  // The engine's native parts keep memory; a worker that has grown is replaced.
  workerIdleMemoryLimit: '1500MB',
  forceExit: true,
};
