import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metafile, Plugin } from 'esbuild';
import { apiDocument } from '../core/api/document.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

const textsFrom = 'adapters/render/template-source.ts';
const documentFrom = 'core/api/document.ts';

/** What takes the place of these modules in a bundle, where texts are in files beside the code. */
const instead: Record<string, string> = {
  [textsFrom]: `import { existsSync, readFileSync } from 'node:fs';
const known = new Map();
export function templateSource(path) {
  if (!known.has(path)) {
    const file = __dirname + '/templates/' + path;
    known.set(path, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  }
  return known.get(path);
}`,
  [documentFrom]: `import { readFileSync } from 'node:fs';
export const apiDocument = () => readFileSync(__dirname + '/openapi.json', 'utf8');`,
};

/** Leaves texts out of the code: whoever reads one page in one language reads these and no others. */
export const besideTheCode: Plugin = {
  name: 'beside-the-code',
  setup: ({ onLoad }) => {
    for (const [module, contents] of Object.entries(instead))
      onLoad(
        { filter: new RegExp(`[/\\\\]${module.replaceAll('/', '[/\\\\]').replace('.', '\\.')}$`) },
        () => ({
          contents,
          loader: 'js',
        }),
      );
  },
};

/** The texts that a function's code can read, by their place beside it. */
export function* filesBeside({ inputs }: Metafile, name: string): Generator<[string, string]> {
  if (documentFrom in inputs) yield ['openapi.json', apiDocument()];
  if (!(textsFrom in inputs)) return;
  for (const path of readdirSync(join(root, 'templates'), { recursive: true, encoding: 'utf8' }).sort()) {
    const place = path.replaceAll('\\', '/');
    if (!/\.(liquid|json|css)$/.test(place)) continue;
    // The page needs its own, the reasons of a score and the blocks; messages need all but those of the page.
    const ofPage = /^(pages|reasons)\//.test(place);
    if (name === 'debtor-page' ? !ofPage && !/^(blocks|countries)\//.test(place) : ofPage) continue;
    const text = readFileSync(join(root, 'templates', path), 'utf8');
    // Indents are for people.
    yield [`templates/${place}`, place.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text];
  }
}
