import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, parse, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Names of all functions that have an entry for Lambda. */
export function bundledFunctions(): string[] {
  return readdirSync(join(root, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'functions', entry.name, 'index.ts')))
    .map(({ name }) => name)
    .sort();
}

/**
 * Bundles one function as Lambda runs it: `<folder>/index.js` with everything in it that a call needs at once, the SDK
 * too; and beside it one file for each module that is loaded when it is needed, so that nobody waits for what they do
 * not use. All are CommonJS with source maps. The handler is `index.handler`.
 *
 * @returns bytes of code: of what is loaded at once, and of all
 */
export async function bundleFunction(name: string, folder: string): Promise<{ index: number; all: number }> {
  const later = new Map<string, string>();
  const index = await bundle(join('functions', name, 'index.ts'), join(folder, 'index.js'), name, later);
  let all = index;
  for (const [file, path] of later) all += await bundle(path, join(folder, file), name);
  return { index, all };
}

/** Bundles one module as if it were in a function's bundle: `<folder>/index.js`. */
export async function bundleModule(path: string, folder: string, name: string): Promise<void> {
  await bundle(path, join(folder, 'index.js'), name);
}

/** @param later takes what becomes a file of its own: its name and its path; without it all is in one file */
async function bundle(
  path: string,
  outfile: string,
  name: string,
  later?: Map<string, string>,
): Promise<number> {
  const { metafile } = await build({
    entryPoints: [join(root, path)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    // Modules of their own kind load a quarter slower.
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // The packages' own modules are taken apart, so that what is not used is left out.
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'external',
    legalComments: 'none',
    metafile: true,
    absWorkingDir: root,
    logLevel: 'error',
    plugins: [...(later ? [filesOfTheirOwn(later)] : []), approvedTexts(name), leftOut(name), fontsOfLetters],
  });
  return Object.entries(metafile.outputs).find(([file]) => file.endsWith('.js'))?.[1].bytes ?? 0;
}

/** Makes a file of each module that our own code loads when it is needed. */
const filesOfTheirOwn = (later: Map<string, string>): Plugin => ({
  name: 'files-of-their-own',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir }) => {
      if (kind !== 'dynamic-import' || /[/\\]node_modules[/\\]/.test(importer)) return undefined;
      const found = await resolve(path, { kind: 'import-statement', importer, resolveDir });
      const file = `${parse(path).name}.js`;
      const module = relative(root, found.path);
      if (found.errors.length > 0 || (later.get(file) ?? module) !== module)
        throw new Error(`${path} cannot become the file ${file}.`);
      later.set(file, module);
      return { path: `./${file}`, external: true };
    });
  },
});

/** Folders of the templates that the page needs; messages need all but its own. */
const pageFolders = /^(pages|blocks|countries)\//;

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
