#!/usr/bin/env node
// The command as npm links it: plain JavaScript, because the Node that starts it may be too old to read TypeScript.
// It hands over to the project's own Node.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
if (!existsSync(own)) {
  console.error('amicable: run "npm ci" in the project first.');
  process.exit(1);
}
const { status, signal } = spawnSync(own, [cli, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(signal ? 1 : (status ?? 1));
