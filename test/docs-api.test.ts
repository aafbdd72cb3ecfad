import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import * as problems from '../core/api/problem.ts';
import { apiRoutes } from '../core/api/routes.ts';
import { type Served, serve } from '../local/page/serve.ts';
import { emptyFolder, inProject } from './local/amicable.ts';
import { makeSite } from './local/page/made-site.ts';

// What docs/api.md claims is checked, so that it cannot grow old unseen.

const text = readFileSync(inProject('docs/api.md'), 'utf8');
const run = promisify(execFile);
const bash = (script: string) =>
  run('bash', ['-euo', 'pipefail', '-c', script], { cwd: inProject('.'), encoding: 'utf8' });

describe('docs/api.md', () => {
  test('lists every route with its summary, and no other', () => {
    const rows = [...text.matchAll(/^\| `((?:GET|POST|PUT|DELETE) \S+)` +\| (.+?) +\|$/gm)];
    expect(rows.map(([, request, what]) => [request, what]).sort()).toEqual(
      apiRoutes
        .map(({ method, path, summary }) => [`${method} ${path.replaceAll('+}', '}')}`, summary])
        .sort(),
    );
  });

  test('lists every problem with its status, and no other', () => {
    const made = [
      problems.conflict(''),
      problems.invalid([]),
      problems.unsigned(''),
      problems.wrongMethod([]),
    ];
    const all = [...Object.values(problems), ...made].flatMap((one) =>
      typeof one === 'object' ? [`${one.status} ${one.code}`] : [],
    );
    const rows = [...text.matchAll(/^\| (\d{3}) +\| `([a-z-]+)` +\|/gm)].map(
      ([, status, code]) => `${status} ${code}`,
    );
    expect(rows.sort()).toEqual(all.sort());
  });
});

describe('the examples', () => {
  let served: Served | undefined;
  afterAll(async () => await served?.stop());

  test('do what they say, with nothing but bash, curl and openssl', async ({ skip }) => {
    const there = await bash('command -v curl openssl').catch(() => undefined);
    skip(!there, 'needs curl and openssl');
    const file = join(emptyFolder(), 'run.db');
    (await makeSite(3, 3, file)).db.close();
    served = await serve({ db: file, port: 18_531 });
    const blocks = [...text.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block = '']) => block);
    expect(blocks).toHaveLength(4);
    const script = blocks.join('\necho; echo ===\n').replace('http://localhost:8080', served.origin);
    const { stdout } = await bash(script);
    const [, opened = '', listed = '', brought = ''] = stdout.split('\n===\n');
    const answers = opened
      .trim()
      .replaceAll('}{', '}\n{')
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toMatchObject([
      { opened: true, claims: [{ invoice: 'API-1', became: 'added' }] },
      { opened: false, claims: [{ invoice: 'API-1', became: 'known' }] },
    ]);
    expect(JSON.parse(listed).cases).toHaveLength(2);
    expect(JSON.parse(brought)).toMatchObject({ state: 'done', rows: 240 });
  }, 60_000);
});
