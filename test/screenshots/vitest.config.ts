import { defineConfig } from 'vitest/config';

// npm run screenshots: makes the pictures of README anew from real runs on the sample data set.
export default defineConfig({
  test: {
    include: ['test/screenshots/**/*.shots.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
