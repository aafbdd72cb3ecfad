import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin, transform } from 'esbuild';
import { straightToModules } from './straight-to-modules.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Names of all functions that have an entry for Lambda. */
export function bundledFunctions(): string[] {
  return readdirSync(join(root, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'functions', entry.name, 'index.ts')))
    .map(({ name }) => name)
    .sort();
}

/** What Lambda gets of a function. Sizes are bytes of code, without source maps. */
export interface Bundled {
  /** Names of the files that are loaded as soon as the function starts. */
  first: string[];
  /** Size of these. */
  atOnce: number;
  /** With what is loaded when it is needed. */
  all: number;
}

/**
 * Bundles one function as Lambda runs it: `<folder>/index.js` with everything in it that a call needs at once, the SDK
 * too; beside it one file for each module that is loaded when it is needed, so that nobody waits for what they do not
 * use; and what several of these share, once. All are CommonJS with source maps. The handler is `index.handler`.
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
    plugins: [approvedTexts(name), leftOut(name), fontsOfLetters, straightToModules],
  });
  mkdirSync(folder, { recursive: true });
  const sizes = new Map<string, number>();
  await Promise.all(
    outputFiles.map(async ({ path: file, text }) => {
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
  const first = loadedAtOnce(metafile);
  const size = (names: Iterable<string>) => [...names].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
  return { first, atOnce: size(first), all: size(sizes.keys()) };
}

/** The files that the first of them cannot do without, and itself. */
function loadedAtOnce({ outputs }: Metafile): string[] {
  const imports = new Map(Object.entries(outputs).map(([file, { imports }]) => [basename(file), imports]));
  const loaded = new Set(['index.js']);
  for (const file of loaded)
    for (const { path, kind, external } of imports.get(file) ?? [])
      if (kind === 'import-statement' && !external) loaded.add(basename(path));
  return [...loaded];
}

/** Folders of the templates that the page needs; messages need all but its own. */
const pageFolders = /^(pages|blocks)\//;

/** Puts the approved texts into the bundle, in the place of the module that reads them from the disk. */
const approvedTexts = (name: string): Plugin => ({
  name: 'approved-texts',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]adapters[/\\]render[/\\]template-source\.ts$/ }, () => {
      const folder = join(root, 'templates');
      const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((path) => path.replaceAll('\\', '/'))
        .filter((path) => /\.(liquid|json|css)$/.test(path))
        .filter((path) => (name === 'debtor-page' ? pageFolders.test(path) : !path.startsWith('pages/')));
      const texts = paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
      const contents = `const texts = new Map(${JSON.stringify(texts)});
export const templateSource = (path) => texts.get(path);`;
      return { contents, loader: 'js' };
    });
  },
});

/**
 * What packages would bring and is never used here. Each is a module that takes the place of another.
 *
 * Lambda gives credentials in the environment: what the SDK knows of files, single sign-on and other machines is a third
 * of a client. Nothing here asks DynamoDB where it is, and no operation that we use streams events. Letters use the two
 * fonts that every reader of PDF has: the package that reads font files is larger than all the rest of a letter. Mails
 * say of their pictures what they are.
 */
const instead: Record<string, string> = {
  '@aws-sdk/credential-provider-node': [
    'export { fromEnv as defaultProvider }',
    `from '@aws-sdk/credential-provider-env';`,
  ].join(' '),
  '@smithy/core/event-streams': `export const eventStreamSerdeProvider = () => undefined;
export const resolveEventStreamSerdeConfig = (config) => config;
export const EventStreamSerde = undefined;`,
  './mime-types.js': `export const detectMimeType = () => 'application/octet-stream';
export const detectExtension = () => 'bin';`,
  '@aws-sdk/endpoint-cache': `export class EndpointCache {}`,
  fontkit: `export const create = () => { throw new Error('Only the fonts of PDF itself are in the bundle.'); };`,
};

const leftOut = (name: string): Plugin => ({
  name: 'left-out',
  setup: ({ onLoad, onResolve }) => {
    // The client of the model is made of streams, even for an operation that has none.
    const names = Object.keys(instead).filter(
      (one) => name !== 'write-message' || !one.startsWith('@smithy/'),
    );
    const filter = new RegExp(`^(${names.join('|')})$`);
    onResolve({ filter }, ({ path }) => ({ path, namespace: 'instead' }));
    onLoad({ filter: /./, namespace: 'instead' }, ({ path }) => ({
      contents: instead[path] ?? '',
      resolveDir: root,
      loader: 'js',
    }));
  },
});

/** PDFKit looks for its fonts beside itself, where they are not in a bundle: the two that letters use are put into it. */
const fontsOfLetters: Plugin = {
  name: 'fonts-of-letters',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]pdfkit[/\\]js[/\\]pdfkit\.node\.mjs$/ }, ({ path }) => {
      let contents = readFileSync(path, 'utf8');
      const put = (from: string, to: string) => {
        if (!contents.includes(from)) throw new Error(`PDFKit has changed: it has no ${from} any more.`);
        contents = contents.replace(from, to);
      };
      put('createRequire(import.meta.url)', 'undefined');
      // Only for archives (PDF/A), which letters are not.
      put(`new URL('./data/sRGB_IEC61966_2_1.icc', import.meta.url).href`, 'undefined');
      for (const font of ['Helvetica', 'HelveticaBold']) {
        const asked = `require$1('#standard-fonts/${font}')`;
        put(asked, asked.replace('$1', ''));
      }
      return { contents, loader: 'js', resolveDir: dirname(path) };
    });
  },
};
