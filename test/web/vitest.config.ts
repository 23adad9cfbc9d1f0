import { defineConfig } from 'vitest/config';

// The web build of VS Code, whose extension host is a web worker.
export default defineConfig({
  test: {
    include: ['test/web/**/*.test.ts'],
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
