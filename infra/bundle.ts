import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type ImportKind, type Metafile, transform } from 'esbuild';
import { besideTheCode, filesBeside } from './beside-the-code.ts';
import { leanSdk } from './lean-sdk.ts';
import { cutShort, fontsOfLetters, leftOut } from './left-out.ts';

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
  /** Names of the files that are loaded as soon as the function starts. */
  first: string[];
  /** Size of these. */
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

/** What both steps of bundling share. */
const usual = {
  platform: 'node',
  target: 'node24',
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
} as const;

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
    plugins: [besideTheCode, leftOut(name), cutShort, fontsOfLetters, leanSdk],
  });
  const used = loaded(metafile, ['import-statement', 'dynamic-import']);
  mkdirSync(folder, { recursive: true });
  const sizes = new Map<string, number>();
  await Promise.all(
    outputFiles
      .filter(({ path: file }) => used.has(basename(file)))
      .map(async ({ path: file, text }) => {
        const { code, map } = await transform(text, {
          ...usual,
          format: 'cjs',
          supported: { 'dynamic-import': false },
          sourcemap: 'external',
        });
        sizes.set(basename(file), Buffer.byteLength(code));
        writeFileSync(file, code);
        writeFileSync(`${file}.map`, map);
      }),
  );
  for (const [file, text] of filesBeside(metafile, name)) {
    sizes.set(file, Buffer.byteLength(text));
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const first = [...loaded(metafile, ['import-statement'])];
  const size = (names: Iterable<string>) => [...names].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
  return { first, atOnce: size(first), all: size(sizes.keys()) };
}

/** The files that are loaded by some kinds of imports, beginning with the first file. */
function loaded({ outputs }: Metafile, kinds: readonly ImportKind[]): Set<string> {
  const imports = new Map(Object.entries(outputs).map(([file, { imports }]) => [basename(file), imports]));
  const found = new Set(['index.js']);
  for (const file of found)
    for (const { path, kind, external } of imports.get(file) ?? [])
      if (kinds.includes(kind as ImportKind) && !external) found.add(basename(path));
  return found;
}
