import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
    plugins: [approvedTexts, credentialsOfLambda],
  });
  return Object.entries(metafile.outputs).find(([file]) => file.endsWith('.js'))?.[1].bytes ?? 0;
}

/** Puts the approved texts into the bundle, in the place of the module that reads them from the disk. */
const approvedTexts: Plugin = {
  name: 'approved-texts',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]adapters[/\\]render[/\\]template-source\.ts$/ }, () => {
      const folder = join(root, 'templates');
      const texts = Object.fromEntries(
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((path) => /\.(liquid|json|css)$/.test(path))
          .sort()
          .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]),
      );
      const contents = `const texts = new Map(Object.entries(${JSON.stringify(texts)}));
export const templateSource = (path) => texts.get(path);`;
      return { contents, loader: 'js' };
    });
  },
};

/**
 * Lambda gives credentials in the environment. Everything else that the SDK would look for (files, single sign-on,
 * other machines) is left out: it is a third of a client.
 */
const credentialsOfLambda: Plugin = {
  name: 'credentials-of-lambda',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: 'credentials',
      namespace: 'credentials-of-lambda',
    }));
    onLoad({ filter: /./, namespace: 'credentials-of-lambda' }, () => ({
      contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
      resolveDir: root,
      loader: 'js',
    }));
  },
};
