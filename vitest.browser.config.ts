import { defineConfig } from 'vitest/config';

/** Tests with a real browser: `npm run test:browser`. They share one server, so they run one after the other. */
export default defineConfig({
  test: {
    include: ['test/browser/*.browser.ts'],
    globalSetup: ['test/browser/serve-example.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
