import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../templates/', import.meta.url);
const known = new Map<string, string | undefined>();

/**
 * A file of the templates folder by its path in it, read once; undefined when there is none. In a bundle the folder lies
 * beside the code, and another module takes the place of this one.
 */
export function templateSource(path: string): string | undefined {
  if (!known.has(path)) {
    const file = new URL(path, folder);
    known.set(path, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  }
  return known.get(path);
}
