/** Jest runs what `tsc -b` emitted, as native ESM and without a transform. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test/.build'],
  testMatch: ['**/*.test.js'],
  transform: {},
  testTimeout: 120_000,
  watchman: false,
};
