import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin, PluginBuild } from 'esbuild';

const inSdk = /[/\\]@(aws-sdk|smithy)[/\\].*[/\\]dist-es[/\\].*\.js$/;
const importing = /^import \{([^}]*)\} from "(@(?:aws-sdk|smithy)\/core\/[^"]*)";$/gm;
const constant = /^const (\w+) = ("[^"\\]*");$/gm;
const workedOut = /\[(\w+)\]:/g;
const registering = /^n0_registry\.registerError\((\w+)\$, \1\);$/gm;
const passing = /^export \{([^}]*)\} from "([^"]*)";$/gm;

/** Left out of most bundles and not of all, so that what leads there is no business of this file. */
const leftAlone = '@smithy/core/event-streams';

/** All that is written here for AWS. */
const adapters = fileURLToPath(new URL('../adapters/aws/', import.meta.url));
const ours = readdirSync(adapters)
  .map((file) => readFileSync(join(adapters, file), 'utf8'))
  .join('\n');

/** The same for every function: its text by path, and what lists pass on. */
const rewritten = new Map<string, Promise<string>>();
const passed = new Map<string, Map<string, Named>>();

interface Named {
  name: string;
  from: string;
}

/**
 * The SDK, so written that what is not used can be left out, and what is used later left for later.
 *
 * Imports of its core lead to the very module that is meant, not to the list of all of them. What several files of a
 * function share is told apart module by module: by way of the lists, whatever any of them needs would be loaded at once.
 *
 * The shapes that a client speaks have constants as keys, and are written with these. A key that is worked out might do
 * anything on the way, so that a shape with one would never be left out.
 *
 * A client knows every error of its service, also of all that is never asked of it. Those that no adapter names are not
 * registered: such an error has the name and the message that AWS sends, and is of the class that all of its service are.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup: ({ onLoad, resolve }) => {
    onLoad({ filter: inSdk }, async ({ path }) => {
      const known = rewritten.get(path) ?? rewrite(path, resolve);
      rewritten.set(path, known);
      return { contents: await known, resolveDir: dirname(path) };
    });
  },
};

async function rewrite(path: string, resolve: PluginBuild['resolve']): Promise<string> {
  let source = readFileSync(path, 'utf8');
  for (const [line, names = '', from = ''] of source.matchAll(importing)) {
    const each = namesIn(names).map(async ({ name, given }) => {
      const at = await origin({ name, from }, path, resolve);
      return `import { ${at.name} as ${given} } from ${JSON.stringify(at.from)};`;
    });
    const straight = (await Promise.all(each)).join(' ');
    source = source.replace(line, () => straight);
  }
  source = source.replace(registering, (line, name) => (new RegExp(`\\b${name}\\b`).test(ours) ? line : ''));
  const constants = new Map([...source.matchAll(constant)].map(([, name, text]) => [name, text]));
  return source.replace(workedOut, (key, name) => (constants.has(name) ? `${constants.get(name)}:` : key));
}

/** Where a name is defined, as far as the lists tell, and what it is called there. */
async function origin(
  { name, from }: Named,
  importer: string,
  resolve: PluginBuild['resolve'],
): Promise<Named> {
  if (from === leftAlone) return { name, from };
  const { path, errors } = await resolve(from, {
    kind: 'import-statement',
    importer,
    resolveDir: dirname(importer),
  });
  if (errors.length > 0) throw new Error(`${from}, which ${importer} wants, is not found.`);
  const next = passedOn(path).get(name);
  return next ? await origin(next, path, resolve) : { name, from: path };
}

/** What a module passes on from others, by the name that it gives to it. */
function passedOn(path: string): Map<string, Named> {
  let known = passed.get(path);
  if (!known) {
    known = new Map();
    for (const [, names = '', from = ''] of readFileSync(path, 'utf8').matchAll(passing))
      for (const { name, given } of namesIn(names)) known.set(given, { name, from });
    passed.set(path, known);
  }
  return known;
}

/** The names in `a, b as c`. */
function namesIn(list: string): { name: string; given: string }[] {
  return [...list.matchAll(/([\w$]+)(?: as ([\w$]+))?/g)].map(([, name = '', given = name]) => ({
    name,
    given,
  }));
}
