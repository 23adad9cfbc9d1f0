import { defineConfig } from 'vitest/config';

// The packed product; npm run package makes it.
export default defineConfig({
  test: {
    include: ['test/packed/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    retry: 0,
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
  },
});
