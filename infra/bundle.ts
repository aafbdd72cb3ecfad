import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type ImportKind, type Metafile } from 'esbuild';
import { besideTheCode, filesBeside } from './beside-the-code.ts';
import { allInOne, oneByOne, usual } from './common-js.ts';
import { leanSdk } from './lean-sdk.ts';
import { cutShort, leanPdf, leftOut } from './left-out.ts';

/** The file that a function's handler is in. */
const INDEX = 'index.js';
const root = fileURLToPath(new URL('../', import.meta.url));

/** Names of all functions that have an entry for Lambda. */
export function bundledFunctions(): string[] {
  return readdirSync(join(root, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'functions', entry.name, 'index.ts')))
    .map(({ name }) => name)
    .sort();
}

/** What Lambda gets of a function. Sizes are bytes, without source maps. */
export interface Bundled {
  /** What is loaded as soon as the function starts. */
  atOnce: number;
  /** With what is loaded when it is needed, and the texts. */
  all: number;
}

/**
 * Bundles one function as Lambda runs it: `<folder>/index.js` with everything in it that a call needs at once, the SDK
 * too; beside it one file for each module that is loaded when it is needed, so that nobody waits for what they do not
 * use; what several of these share, once; and the texts that they read. The code is CommonJS with source maps. The
 * handler is `index.handler`.
 */
export async function bundleFunction(name: string, folder: string): Promise<Bundled> {
  return await bundle(join('functions', name, 'index.ts'), folder, name);
}

/** Bundles one module as if it were in a function's bundle: `<folder>/index.js`. */
export async function bundleModule(path: string, folder: string, name: string): Promise<void> {
  await bundle(path, folder, name);
}

async function bundle(path: string, folder: string, name: string): Promise<Bundled> {
  // Only modules of their own kind can be divided among files, and they load a quarter slower: hence a second step.
  const { metafile, outputFiles } = await build({
    ...usual,
    entryPoints: { index: join(root, path) },
    outdir: folder,
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    // The packages' own modules are taken apart, so that what is not used is left out.
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    metafile: true,
    write: false,
    absWorkingDir: root,
    plugins: [besideTheCode, leftOut(name), cutShort, leanPdf, leanSdk],
  });
  const texts = new Map(outputFiles.map(({ path: file, text }) => [basename(file), text]));
  const sizes = new Map<string, number>();
  const write = (file: string, text: string, map?: string) => {
    sizes.set(file, Buffer.byteLength(text));
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    if (map) writeFileSync(join(folder, `${file}.map`), map);
  };
  const first = loaded(metafile, ['import-statement']);
  const later = [...loaded(metafile, ['import-statement', 'dynamic-import'])].filter(
    (file) => !first.has(file),
  );
  await Promise.all(
    later.map(async (file) => {
      const { code, map } = await oneByOne(texts.get(file) ?? '');
      write(file, code, map);
    }),
  );
  const wanted = new Set(later.flatMap((file) => importsOf(metafile, file, ['import-statement'])));
  const { code, map, inPlaceOf } = await allInOne(
    INDEX,
    new Map([...texts].filter(([file]) => first.has(file))),
    [...wanted].filter((file) => first.has(file)),
  );
  write(INDEX, code, map);
  for (const [file, text] of [...inPlaceOf, ...filesBeside(metafile, name)]) write(file, text);
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { atOnce: sizes.get(INDEX) ?? 0, all };
}

/** The files that are loaded by some kinds of imports, beginning with the first file. */
function loaded(metafile: Metafile, kinds: readonly ImportKind[]): Set<string> {
  const found = new Set([INDEX]);
  for (const file of found) for (const next of importsOf(metafile, file, kinds)) found.add(next);
  return found;
}

/** The files that one of them imports. */
function importsOf({ outputs }: Metafile, file: string, kinds: readonly ImportKind[]): string[] {
  const [, output] = Object.entries(outputs).find(([path]) => basename(path) === file) ?? [];
  return (output?.imports ?? [])
    .filter(({ kind, external }) => kinds.includes(kind as ImportKind) && !external)
    .map(({ path }) => basename(path));
}
