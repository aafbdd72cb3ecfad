import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { bundledFunctions, bundleFunction } from '../infra/bundle.ts';
import { goalOf } from './cold-goals.ts';

/** Rounds of fresh processes; the median of each function counts. */
const ROUNDS = 15;
const EMPTY = 'empty handler';

/** Every variable that the stage sets: nothing is called, so none needs to exist. */
const stage = Object.fromEntries(
  [
    ...[
      'STAGE',
      'TABLE',
      'FILES',
      'LETTERS',
      'ERASURES',
      'BUS',
      'SCHEDULES',
      'SCHEDULE_ROLE',
      'SCHEDULE_DLQ',
    ],
    ...['FUNCTION_PREFIX', 'MACHINE_PREFIX', 'SECRET', 'CONFIGURATION_SET', 'SMS_SENDER'],
  ].map((name) => [`AMICABLE_${name}`, 'bench']),
);
const environment = {
  PATH: process.env.PATH,
  ...stage,
  AMICABLE_PAYMENTS: 'pretend-bank',
  AMICABLE_WRITER: 'approved-texts',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
};

/** What a fresh process does: loads the bundle, which builds everything that an invocation finds ready. */
const load = `const before = performance.now();
const { handler } = require(process.argv[1]);
if (typeof handler !== 'function') throw new Error('no handler');
process.stdout.write(String(performance.now() - before));`;

const folder = mkdtempSync(join(tmpdir(), 'amicable-cold-'));
try {
  bench(await bundles(process.argv.slice(2)));
} finally {
  rmSync(folder, { recursive: true });
}

interface Bundle {
  name: string;
  file: string;
  /** What is loaded at once, bytes, and zipped. */
  bytes: number;
  zipped: number;
  /** With what is loaded when it is needed. */
  all: number;
}

async function bundles(wanted: readonly string[]): Promise<Bundle[]> {
  mkdirSync(join(folder, 'empty'));
  const empty = join(folder, 'empty', 'index.js');
  writeFileSync(empty, 'exports.handler = async () => ({});');
  const all: Bundle[] = [{ name: EMPTY, file: empty, bytes: 0, zipped: 0, all: 0 }];
  for (const name of wanted.length > 0 ? wanted : bundledFunctions()) {
    const { atOnce: bytes, all: total } = await bundleFunction(name, join(folder, name));
    const file = join(folder, name, 'index.js');
    const zipped = gzipSync(readFileSync(file)).byteLength;
    all.push({ name, file, bytes, zipped, all: total });
  }
  return all;
}

/** One process after the other, the functions by turns: whatever else the machine does meets all of them alike. */
function bench(all: readonly Bundle[]): void {
  const wall = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  const init = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { name, file } of all) {
      const before = performance.now();
      const { stdout, status, stderr } = spawnSync(process.execPath, ['-e', load, file], {
        env: environment,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${name} does not load: ${stderr.slice(-800)}`);
      // The first round warms the disk's cache.
      if (round === 0) continue;
      wall.get(name)?.push(performance.now() - before);
      init.get(name)?.push(Number(stdout));
    }
  }
  const base = median(wall.get(EMPTY) ?? []);
  console.log(
    `Node ${process.version}, ${ROUNDS} fresh processes each; an empty handler takes ${base.toFixed(0)} ms.`,
  );
  console.log(row('function', 'KB', 'KB gz', 'KB all', 'load ms', 'x empty', 'goal'));
  for (const { name, bytes, zipped, all: total } of all) {
    const ratio = median(wall.get(name) ?? []) / base;
    const { ratio: most, atOnce, all: inAll } = goalOf(name);
    const met = ratio <= most && bytes <= atOnce * 1_000 && total <= inAll * 1_000;
    const wanted = `${most}, ${atOnce} and ${inAll} KB: ${met ? 'met' : 'MISSED'}`;
    const loaded = median(init.get(name) ?? []).toFixed(1);
    const figures = [kb(bytes), kb(zipped), kb(total), loaded, ratio.toFixed(2)];
    console.log(row(name, ...figures, name === EMPTY ? '' : wanted));
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function kb(bytes: number): string {
  return (bytes / 1_000).toFixed(0);
}

function row(name: string, ...figures: string[]): string {
  const [goal = '', ...numbers] = [...figures].reverse();
  return [name.padEnd(18), ...numbers.reverse().map((figure) => figure.padStart(8)), ` ${goal}`].join('');
}
