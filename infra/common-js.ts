import { build, type Plugin, transform } from 'esbuild';

/** What both steps of bundling share. */
export const usual = {
  platform: 'node',
  target: 'node24',
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
} as const;

const commonJs = {
  ...usual,
  format: 'cjs',
  supported: { 'dynamic-import': false },
  sourcemap: 'external',
} as const;

/** A module in CommonJS, and its source map. */
interface Made {
  code: string;
  map: string;
}

/** Makes one file of one, with what it imports in files of their own. `text` has its source map in it. */
export async function oneByOne(text: string): Promise<Made> {
  return await transform(text, commonJs);
}

/**
 * Joins the files that are loaded at once: one is sooner read than many, and what its parts have of each other they need
 * not ask of a module. Files that are loaded later ask this one: for those that they want of the joined ones, there is
 * a line to take the place of each.
 *
 * @param entry name of the file that has what the whole is asked for
 * @param texts modules by name, each with its source map in it
 * @param wanted names of those that are imported later
 */
export async function allInOne(
  entry: string,
  texts: ReadonlyMap<string, string>,
  wanted: readonly string[],
): Promise<Made & { inPlaceOf: Map<string, string> }> {
  const given = new Map(wanted.map((file, at) => [file, `$${at}`]));
  const lines = [...given].map(([file, name]) => `export * as ${name} from './${file}';`);
  const { outputFiles } = await build({
    ...commonJs,
    stdin: { contents: [`export * from './${entry}';`, ...lines].join('\n') },
    outfile: entry,
    bundle: true,
    write: false,
    plugins: [inMemory(texts)],
  });
  const made = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return {
    code: made('.js'),
    map: made('.map'),
    inPlaceOf: new Map(
      [...given].map(([file, name]) => [file, `module.exports=require('./${entry}').${name};`]),
    ),
  };
}

const inMemory = (texts: ReadonlyMap<string, string>): Plugin => ({
  name: 'in-memory',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^\.\// }, ({ path }) => {
      const file = path.slice('./'.length);
      return texts.has(file) ? { path: file, namespace: 'in-memory' } : { path, external: true };
    });
    onLoad({ filter: /./, namespace: 'in-memory' }, ({ path }) => ({ contents: texts.get(path) ?? '' }));
  },
});
