/** Jest runs what `tsc -b` emitted, as native ESM and without a transform. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test/.build'],
  testMatch: ['**/*.test.js'],
  transform: {},
  testTimeout: 120_000,
  // Most tests wait for git and for child processes, so a core for jest itself would stand idle.
  maxWorkers: '100%',
  watchman: false,
};
