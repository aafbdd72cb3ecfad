import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../templates/', import.meta.url);
const known = new Map<string, string | undefined>();

/**
 * A file of the templates folder by its path in it, read once; undefined when there is none. In a bundle, which has no
 * folder beside it, another module with this name takes the place of this one.
 */
export function templateSource(path: string): string | undefined {
  if (!known.has(path)) {
    const file = new URL(path, folder);
    known.set(path, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  }
  return known.get(path);
}
