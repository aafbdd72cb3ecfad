import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FunctionDefinition } from '../functions/define.ts';
import { functions } from '../local/functions.ts';

const root = new URL('../', import.meta.url);
const rooms = [
  'adapters',
  'bench',
  'cloud',
  'core',
  'examples',
  'functions',
  'infra',
  'local',
  'statemachines',
  'test',
];

/** `to` is a path from the root (`core/case/case.ts`) or the name of a package. */
type Import = { to: string; typesOnly: boolean };

/** Which files a room is, which files it may import, and which packages. The first that fits a file holds. */
interface Room {
  files: RegExp;
  may: readonly RegExp[];
  packages: RegExp;
  /** Imports that are allowed for their types alone. */
  types?: RegExp;
}

const nothing = /^$/;
const anyButCloud = /^(?!zod$|@aws-|aws-|@middy\/|constructs$|cdk-)/;

/** "Who may know whom" of the architecture, row by row. */
const table: readonly Room[] = [
  {
    files: /^core\//,
    may: [/^core\//],
    packages:
      /^(zod\/mini|zod\/v4\/locales\/en\.js|temporal-polyfill\/fns\/\w+|date-easter|pure-rand\/[\w/]+|@noble\/hashes\/[\w.]+)$/,
  },
  {
    files: /^adapters\/aws\//,
    may: [/^core\//, /^adapters\/aws\//],
    packages: /^(?!zod$|@middy|aws-cdk|constructs)/,
  },
  ...['csv', 'local', 'psp', 'render'].map((folder) => ({
    files: new RegExp(`^adapters/${folder}/`),
    may: [/^core\//, new RegExp(`^adapters/${folder}/`)],
    packages: anyButCloud,
  })),
  {
    files: /^functions\/on-lambda\.ts$/,
    may: [/^core\//, /^functions\/define\.ts$/],
    packages: /^@middy\/core$/,
  },
  {
    files: /^functions\/(define|[^/]+\/handler)\.ts$/,
    may: [/^core\//, /^functions\/define\.ts$/],
    packages: /^zod\/mini$/,
  },
  {
    files: /^functions\/[^/]+\/index\.ts$/,
    may: [/^adapters\/(aws|csv|psp|render)\//, /^functions\/OWN\/handler\.ts$/, /^functions\/on-lambda\.ts$/],
    packages: nothing,
  },
  { files: /^statemachines\//, may: [], packages: nothing },
  {
    // The audit is worth something only as long as it shares no rule with what it checks.
    files: /^local\/audit\//,
    may: [/^local\/audit\//, /^core\/case\/(entry|words)\.ts$/, /^core\/person\/person-entry\.ts$/],
    types: /^core\/calendar\//,
    packages: anyButCloud,
  },
  {
    // Only the names of its commands: what they need of AWS is loaded when one of them is called.
    files: /^local\/cli\.ts$/,
    may: [
      /^(core|local)\//,
      /^adapters\/(local|render|csv|psp)\//,
      /^functions\/([^/]+\/handler|define)\.ts$/,
      /^cloud\/commands\.ts$/,
    ],
    packages: anyButCloud,
  },
  {
    files: /^local\//,
    may: [
      /^(core|local|statemachines)\//,
      /^adapters\/(local|render|csv|psp)\//,
      /^functions\/([^/]+\/handler|define)\.ts$/,
    ],
    packages: anyButCloud,
  },
  {
    // What the table looks like is said once, beside the keys that are put into it. The document of the API is made for
    // its bundle, and Liquid cut to what texts use. The last two packages are in code that is put into bundles.
    files: /^infra\//,
    may: [
      /^(infra|statemachines)\//,
      /^core\/(case\/(entry|words)|api\/document)\.ts$/,
      /^adapters\/(aws\/keys|render\/liquid-words)\.ts$/,
      /^functions\/([^/]+\/handler|define)\.ts$/,
    ],
    packages:
      /^(aws-cdk-lib|constructs|cdk-nag|commander$|esbuild$|@aws-sdk\/client-|node:|@aws-sdk\/credential-provider-env$|#standard-fonts\/)/,
  },
  {
    // For operators: reads a stage with the code that the stage itself runs, and tells it with that of the laptop.
    files: /^cloud\//,
    may: [
      /^(core|cloud)\//,
      /^adapters\/aws\//,
      /^adapters\/local\/(database|journal)\.ts$/,
      /^local\/(audit\/audit|exit-codes|export|options|policy|run|stored|story|words)\.ts$/,
    ],
    packages: /^(@aws-sdk\/|cli-progress$|commander$|zod\/mini$|node:)/,
  },
  {
    // Benchmarks measure the laptop as it is, and bundles as they are deployed.
    files: /^bench\//,
    may: [
      /^(core|local|bench)\//,
      /^(infra\/bundle|examples\/make-mixed)\.ts$/,
      /^adapters\/(local|render|csv|psp)\//,
    ],
    packages: anyButCloud,
  },
  { files: /^examples\//, may: [/^(core|examples)\//], packages: anyButCloud },
  { files: /^test\//, may: [/./], packages: /./ },
];

/** What core must be given as an argument: the time, chance, and everything outside. */
const outside: Record<string, RegExp> = {
  'Date.now': /\bDate\s*\.\s*now\b/,
  'Date(': /\bDate\s*\(/,
  'new Date': /\bnew\s+Date\b/,
  'Temporal.Now': /\bTemporal\s*\.\s*Now\b/,
  'Math.random': /\bMath\s*\.\s*random\b/,
  console: /\bconsole\b/,
  process: /\bprocess\b/,
};

const nameless = /^(utils?|helpers?|common|shared|services?|types|constants)$/;
const LONGEST = 300;
/** Files that may be longer, with the reason. */
const longer: Record<string, string> = {
  'core/case/fold.ts': 'one switch over the closed set of entries, which nobody reads better in two places',
};

const TEXT = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/.source;
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/.source;

function withoutComments(source: string): string {
  return source.replace(new RegExp(`(${TEXT})|${COMMENT}`, 'g'), (_, text: string | undefined) => text ?? '');
}

/** Code alone: of texts only what a template computes is left. */
function codeOf(source: string): string {
  return withoutComments(source).replace(new RegExp(TEXT, 'g'), (text) =>
    text.startsWith('`') ? [...text.matchAll(/\$\{([^}]*)\}/g)].map((hole) => `(${hole[1]})`).join() : "''",
  );
}

/** Static and dynamic imports, `import type`, `export from`, `import('…').Type` and `require`. */
function importsOf(path: string, source: string): Import[] {
  const code = withoutComments(source);
  const quoted = /['"`]([^'"`\n]+)['"`]/.source;
  const found = [
    ...code.matchAll(new RegExp(`\\b(?:import|export)\\b([^;'"\`()]*?)\\bfrom\\s*${quoted}`, 'g')),
    ...code.matchAll(new RegExp(`\\bimport()\\s*${quoted}`, 'g')),
    ...code.matchAll(new RegExp(`\\b(?:import|require)()\\s*\\(\\s*${quoted}`, 'g')),
  ];
  const unread = [...code.matchAll(/\b(?:import|require)\s*\(\s*[^\s'"`]/g)].map(() => ({
    to: 'something computed',
    typesOnly: false,
  }));
  return found
    .map(([, names = '', to = '']): Import => {
      const list = /\{([^}]*)\}/
        .exec(names)?.[1]
        ?.split(',')
        .filter((name) => name.trim() !== '');
      return {
        to: to.startsWith('.') ? new URL(to, `file:///${path}`).pathname.slice(1) : to,
        typesOnly: /^\s*type\b/.test(names) || (list?.every((name) => /^\s*type\s/.test(name)) ?? false),
      };
    })
    .concat(unread);
}

/** Everything in which one file breaks the rules of the house. */
function problemsOf(path: string, source: string): string[] {
  const problems: string[] = [];
  const segments = path.split('/');
  const file = segments.at(-1) ?? '';
  const room = table.find(({ files }) => files.test(path));
  if (!room) return ['belongs to no room of the architecture'];

  const own = /^functions\/([^/]+)\/index\.ts$/.exec(path)?.[1] ?? 'OWN';
  const fits = (rule: RegExp, to: string) => new RegExp(rule.source.replace('OWN', own)).test(to);
  for (const { to, typesOnly } of importsOf(path, source)) {
    const inside = rooms.some((name) => to.startsWith(`${name}/`));
    const allowed = inside
      ? room.may.some((rule) => fits(rule, to)) || (typesOnly && room.types?.test(to))
      : room.packages.test(to);
    if (!allowed) problems.push(`must not import ${to}`);
  }
  const code = codeOf(source);
  if (path.startsWith('core/')) {
    for (const [name, pattern] of Object.entries(outside))
      if (pattern.test(code)) problems.push(`uses ${name}`);
    if (/['"`]node:/.test(withoutComments(source))) problems.push('uses node:');
  }
  for (const segment of segments) {
    if (nameless.test(segment.split('.')[0] ?? '')) problems.push(`is named ${segment}, which says nothing`);
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d|bench|browser|aws))?\.ts$/.test(file))
    problems.push('is not named in kebab-case');
  if (file === 'index.ts' && own === 'OWN') problems.push('is an index.ts outside of a function');
  const rest = code
    .replace(/\b(import|export)\b[^;]*?\bfrom\s*''\s*;?/g, '')
    .replace(/\bexport\s*\{[^}]*\}\s*;?/g, '');
  if (/\bexport\b/.test(code) && rest.trim() === '') problems.push('is a barrel: it only passes on');
  const lines = withoutComments(source)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  if (lines >= LONGEST && !longer[path] && !path.startsWith('test/'))
    problems.push(`has ${lines} lines of code`);
  return problems;
}

const files = rooms
  .filter((room) => existsSync(new URL(room, root)))
  .flatMap((room) =>
    readdirSync(new URL(room, root), { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`),
  )
  .filter((path) => path.endsWith('.ts') && !path.includes('node_modules') && !path.includes('cdk.out'))
  .sort();
const folders = readdirSync(new URL('functions/', root), { withFileTypes: true });

test('every file keeps to who may know whom, and to the names of the house', () => {
  const broken = files.flatMap((path) =>
    problemsOf(path, readFileSync(new URL(path, root), 'utf8')).map((problem) => `${path} ${problem}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(broken).toEqual([]);
});

test('beside the folders of functions lie only what a function is and how it runs on Lambda', () => {
  const beside = folders.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  expect(beside.sort()).toEqual(['define.ts', 'on-lambda.ts']);
});

test('each folder of functions is one definition of the same name, which the laptop knows', async () => {
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  for (const name of names) {
    const module: Record<string, unknown> = await import(`../functions/${name}/handler.ts`);
    const defined = Object.values(module).filter(
      (value): value is FunctionDefinition =>
        typeof value === 'object' && value !== null && 'handle' in value,
    );
    expect(
      defined.map((definition) => definition.name),
      name,
    ).toEqual([name]);
    expect(functions.get(name), name).toBe(defined[0]);
  }
  expect([...functions.keys()].sort()).toEqual(names.sort());
});

const examples = (text: string) => [...text.matchAll(/(\S+) *: (.*)/g)].map((line) => line.slice(1));

test.each(
  examples(`
    core/a.ts             : import { b } from '../adapters/local/b.ts';
    core/a.ts             : import type { B } from '../functions/define.ts';
    core/a.ts             : const b = await import('../local/b.ts');
    core/a.ts             : const b = await import(where);
    core/a.ts             : let b: import('../local/b.ts').B;
    core/a.ts             : export { b } from '../infra/b.ts';export const c = 1;
    core/a.ts             : import '../local/b.ts';
    core/a.ts             : import * as fs from 'node:fs';
    core/a.ts             : import { b } from '../test/b.ts';
    adapters/local/a.ts   : import { b } from '../render/b.ts';
    adapters/local/a.ts   : import { S3 } from '@aws-sdk/client-s3';
    functions/a/handler.ts: import { b } from '../b/handler.ts';
    functions/a/handler.ts: import { b } from '../../adapters/aws/b.ts';
    functions/a/handler.ts: import middy from '@middy/core';
    functions/a/index.ts  : import { b } from '../b/handler.ts';
    functions/a/index.ts  : import { b } from '../../adapters/local/b.ts';
    functions/a/index.ts  : import { b } from '../../core/b.ts';
    functions/a/index.ts  : import { S3 } from '@aws-sdk/client-s3';
    adapters/aws/a.ts     : import { b } from '../render/b.ts';
    functions/define.ts   : import { b } from './b/handler.ts';
    statemachines/a.ts    : import { b } from '../core/b.ts';
    local/a.ts            : import { b } from '../adapters/aws/b.ts';
    local/a.ts            : import { b } from '../functions/b/index.ts';
    local/audit/a.ts      : import { nl } from '../../core/law/nl.ts';
    local/audit/a.ts      : import { plusDays } from '../../core/calendar/moment.ts';
    local/audit/a.ts      : import { type Day, plusDays } from '../../core/calendar/moment.ts';
    local/audit/a.ts      : import { createLaptop } from '../laptop.ts';
    local/a.ts            : import { b } from '../cloud/commands.ts';
    local/cli.ts          : import { b } from '../cloud/doctor/b.ts';
    local/cli.ts          : const b = await import('../cloud/stage.ts');
    local/cli.ts          : import { S3 } from '@aws-sdk/client-s3';
    cloud/a.ts            : import { b } from '../functions/b/handler.ts';
    cloud/a.ts            : import { b } from '../local/laptop.ts';
    cloud/a.ts            : import { b } from '../adapters/local/outbox.ts';
    cloud/a.ts            : import { b } from '../infra/b.ts';
    core/a.ts             : import { b } from '../cloud/b.ts';
    core/a.ts             : import * as z from 'zod';
    adapters/aws/a.ts     : import * as z from 'zod';
    adapters/psp/a.ts     : import * as z from 'zod';
    functions/a/handler.ts: import * as z from 'zod';
    adapters/aws/a.ts     : import { b } from '../../cloud/b.ts';
    functions/a/index.ts  : import { b } from '../../cloud/b.ts';
    infra/a.ts            : import { b } from '../local/b.ts';`),
)('%s must not know: %s', (path = '', source = '') => {
  expect(problemsOf(path, source)).toContainEqual(expect.stringMatching(/^must not import /));
});

test.each(
  examples(`
    core/a.ts             : import * as z from 'zod/mini'; // and nothing from 'node:fs'
    core/a.ts             : const text = 'import fs'; /* import '../local/b.ts' */
    local/audit/a.ts      : import { type Day } from '../../core/calendar/moment.ts';
    functions/a/index.ts  : import { a } from './handler.ts';
    local/cli.ts          : import { b } from '../cloud/commands.ts';
    cloud/a.ts            : import { S3 } from '@aws-sdk/client-s3';
    test/a.test.ts        : import { b } from '../infra/b.ts';`),
)('%s may know: %s', (path = '', source = '') => {
  expect(problemsOf(path, source)).toEqual([]);
});

test.each<[string, string, string[]]>([
  ['core/a.ts', 'const a = Date.now();', ['uses Date.now']],
  ['core/a.ts', 'const a = Date();', ['uses Date(']],
  ['core/a.ts', 'const a = new Date;', ['uses new Date']],
  ['core/a.ts', 'const a = Temporal.Now.instant();', ['uses Temporal.Now']],
  ['core/a.ts', `const a = \`\${Math.random()}\`;`, ['uses Math.random']],
  ['core/a.ts', 'console.log(1);', ['uses console']],
  ['core/a.ts', 'const a = process.env;', ['uses process']],
  ['core/a.ts', "const a = load('node:fs');", ['uses node:']],
  ['core/a.ts', "const a = 'the process'; // not new Date()", []],
  ['core/utils.ts', 'export const a = 1;', ['is named utils.ts, which says nothing']],
  ['local/shared/a.ts', 'export const a = 1;', ['is named shared, which says nothing']],
  ['local/makeCase.ts', 'export const a = 1;', ['is not named in kebab-case']],
  ['local/index.ts', 'export const a = 1;', ['is an index.ts outside of a function']],
  [
    'local/all.ts',
    "export * from './a.ts';\nexport { b } from './b.ts';",
    ['is a barrel: it only passes on'],
  ],
  ['local/all.ts', "import { a } from './a.ts';\nexport { a };", ['is a barrel: it only passes on']],
  ['elsewhere/a.ts', 'export const a = 1;', ['belongs to no room of the architecture']],
])('%s must not be: %s', (path, source, problems) => {
  expect(problemsOf(path, source)).toEqual(problems);
});

test('a long file is told, and comments do not count', () => {
  const lines = 'a;\n'.repeat(LONGEST - 1);
  expect(problemsOf('local/a.ts', `${lines}// and a word about it`)).toEqual([]);
  expect(problemsOf('local/a.ts', `${lines}a;`)).toEqual([`has ${LONGEST} lines of code`]);
});
