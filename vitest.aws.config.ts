import { defineConfig } from 'vitest/config';

/** Tests against an AWS emulator: `npm run test:aws`. They share a machine, so they run one after the other. */
export default defineConfig({
  test: {
    include: ['test/aws/**/*.aws.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
