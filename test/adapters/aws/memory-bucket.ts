import { writeFile } from 'node:fs/promises';
import type { Bucket } from '../../../adapters/aws/bucket.ts';

/** A bucket in memory. Its links lead nowhere. */
export function memoryBucket(): Bucket & { objects: Map<string, string> } {
  const objects = new Map<string, string>();
  return {
    objects,
    put: async (key, _, content) => void objects.set(key, content),
    write: async (key, _, pieces) => {
      let content = '';
      for await (const piece of pieces) content += piece;
      objects.set(key, content);
    },
    download: async (key, path) => await writeFile(path, objects.get(key) ?? ''),
    has: async (key) => objects.has(key),
    keys: async function* (prefix) {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    },
    linkToFetch: async (key) => `https://bucket.example/${key}`,
    linkToPut: async (key) => `https://bucket.example/${key}`,
  };
}
