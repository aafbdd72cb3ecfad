import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A folder of its own, so that runs in parallel tests leave each other's last run alone. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'amicable-'));
}

/** Path of a file of the project. */
export function inProject(path: string): string {
  return join(root, path);
}

/** Runs the command line as a person would, in a folder, and returns what it printed and its exit code. */
export function amicable(
  folder: string,
  ...words: string[]
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inProject('local/cli.ts'), ...words], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}
