import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
 * Bundles one function as Lambda runs it: `<folder>/index.js` with its source map, one CommonJS file with everything in
 * it, the SDK and the approved texts too. The handler is `index.handler`.
 *
 * @returns bytes of the code
 */
export async function bundleFunction(name: string, folder: string): Promise<number> {
  const outfile = join(folder, 'index.js');
  const { metafile } = await build({
    entryPoints: [join(root, 'functions', name, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    // Files of modules of our own load a quarter slower.
    format: 'cjs',
    // The packages' own modules are taken apart, so that what is not used is left out.
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'external',
    legalComments: 'none',
    metafile: true,
    absWorkingDir: root,
    logLevel: 'error',
    plugins: [approvedTexts(name), leftOut(name), fontsOfLetters],
  });
  return Object.entries(metafile.outputs).find(([file]) => file.endsWith('.js'))?.[1].bytes ?? 0;
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
 * of a client. No operation that we use streams events. Letters use the two fonts that every reader of PDF has: the
 * package that reads font files is larger than all the rest of a letter.
 */
const instead: Record<string, string> = {
  '@aws-sdk/credential-provider-node': `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
  '@smithy/core/event-streams': `export const eventStreamSerdeProvider = () => undefined;
export const resolveEventStreamSerdeConfig = (config) => config;
export const EventStreamSerde = undefined;`,
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
      for (const font of ['Helvetica', 'HelveticaBold'])
        put(`require$1('#standard-fonts/${font}')`, `require('#standard-fonts/${font}')`);
      return { contents, loader: 'js', resolveDir: dirname(path) };
    });
  },
};
