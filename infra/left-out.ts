import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { liquidWords } from '../adapters/render/liquid-words.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * What packages would bring and is never used here. Each is a module that takes the place of another.
 *
 * Lambda gives credentials in the environment: what the SDK knows of files, single sign-on and other machines is a third
 * of a client. Nothing here asks DynamoDB where it is, and no operation that we use streams events. Letters use the two
 * fonts that every reader of PDF has: the package that reads font files is larger than all the rest of a letter. They
 * are not locked, and their QR code is drawn. Mails say of their pictures what they are, and attach nothing from
 * elsewhere. Pictures are made and never read.
 */
const instead: Record<string, string> = {
  '@aws-sdk/credential-provider-node': [
    'export { fromEnv as defaultProvider }',
    `from '@aws-sdk/credential-provider-env';`,
  ].join(' '),
  '@smithy/core/event-streams': `export const eventStreamSerdeProvider = () => undefined;
export const resolveEventStreamSerdeConfig = (config) => config;
export const EventStreamSerde = undefined;`,
  '../fetch/index.js': `export default () => { throw new Error('Mails attach nothing from elsewhere.'); };`,
  './mime-types.js': `export const detectMimeType = () => 'application/octet-stream';
export const detectExtension = () => 'bin';`,
  '@aws-sdk/endpoint-cache': `export class EndpointCache {}`,
  // It is asked for its events, which never come.
  './parser-async': `module.exports = require('node:events');`,
  './png-sync': `module.exports = undefined;`,
  '@noble/ciphers/aes': `const no = () => { throw new Error('Letters are not locked.'); };
export { no as cbc, no as ecb };`,
  'png-js': `export default class { constructor() { throw new Error('Letters have no pictures.'); } }`,
  fontkit: `export const create = () => { throw new Error('Only the fonts of PDF itself are in the bundle.'); };`,
};

export const leftOut = (name: string): Plugin => ({
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

/** What a schema says of itself, with the comma that follows it. */
const described = /z\.describe\(\s*'(?:[^'\\]|\\.)*',?\s*\),?/g;

/** Leaves out of modules what nobody here asks of them. */
export const cutShort: Plugin = {
  name: 'cut-short',
  setup: ({ onLoad }) => {
    // A client tells AWS its version, and brings all that a package says of itself.
    onLoad({ filter: /[/\\]@aws-sdk[/\\]client-[\w-]+[/\\]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    onLoad({ filter: /[/\\]liquidjs[/\\]dist[/\\]liquid\.node\.mjs$/ }, ({ path }) => {
      const { tags, filters } = liquidWords;
      // `'if': IfTag`
      const entries = tags.map((tag) => `'${tag}': ${tag[0]?.toUpperCase()}${tag.slice(1)}Tag`);
      return reworded(path, [
        [/^const tags = \{[^}]*\};$/m, `const tags = { ${entries.join(', ')} };`],
        [/^const filters = Object\.assign\(.*\);$/m, `const filters = { ${filters.join(', ')} };`],
      ]);
    });
    // Every schema knows how to write itself down. Only the document of the API asks for it, which is made beforehand.
    onLoad(
      { filter: /[/\\]zod[/\\]v4[/\\]core[/\\](to-json-schema|json-schema-processors)\.js$/ },
      ({ path }) => {
        const source = readFileSync(path, 'utf8');
        const names = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
        const no = `const no = () => { throw new Error('In a bundle no schema writes itself down.'); };`;
        return { contents: `${no} export { no as ${names.join(', no as ')} };` };
      },
    );
    // Nor does anybody read there what schemas say of themselves. Lines stay where source maps look for them.
    onLoad({ filter: /[/\\]core[/\\](api|law)[/\\][\w-]+\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(described, (words) => words.replace(/[^\n]/g, '')),
      loader: 'ts',
    }));
  },
};

/** The module with other words in the place of some of its own. Throws where the package has changed and lacks these. */
function reworded(path: string, words: readonly (readonly [from: string | RegExp, to: string])[]) {
  let contents = readFileSync(path, 'utf8');
  for (const [from, to] of words) {
    const next = contents.replace(from, to);
    if (next === contents) throw new Error(`A package has changed: there is no ${from} in ${path} any more.`);
    contents = next;
  }
  return { contents, loader: 'js' as const, resolveDir: dirname(path) };
}

/**
 * What letters need of PDFKit. It looks for its fonts beside itself, where they are not in a bundle: the two that letters
 * use are put into it. It is one module and makes every part a part of each document, so that nothing is left out by
 * itself: letters have no tables, forms, attachments, pictures and fonts of their own.
 */
export const leanPdf: Plugin = {
  name: 'lean-pdf',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]pdfkit[/\\]js[/\\]pdfkit\.node\.mjs$/ }, ({ path }) =>
      reworded(path, [
        ['createRequire(import.meta.url)', 'undefined'],
        // Only for archives (PDF/A), which letters are not.
        [`new URL('./data/sRGB_IEC61966_2_1.icc', import.meta.url).href`, 'undefined'],
        ...['Helvetica', 'HelveticaBold'].map(
          (font) => [`require$1('#standard-fonts/${font}')`, `require('#standard-fonts/${font}')`] as const,
        ),
        ...['Table', 'AcroForm', 'Attachments', 'Images'].map(
          (part) => [`mixin(${part}Mixin);`, ''] as const,
        ),
        ...['initTables', 'endAcroForm', 'initImages'].map((step) => [`this.${step}();`, ''] as const),
        // Not reached: the package that reads such fonts is left out, and throws.
        ['return new EmbeddedFont(document, font, id);', ''],
      ]),
    );
  },
};
