import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { openDatabase, reserve } from '../../../adapters/local/database.ts';
import { type Served, serve } from '../../../local/page/serve.ts';
import { WrongUse } from '../../../local/stored.ts';
import { clockOf } from '../../../local/view.ts';
import { amicable, emptyFolder, inProject } from '../amicable.ts';
import { makeSite } from './made-site.ts';

const file = join(emptyFolder(), 'run.db');
let served: Served | undefined;

beforeAll(async () => {
  (await makeSite(5, 5, file)).db.close();
});
afterEach(async () => {
  await served?.stop();
  served = undefined;
});

it('serves a stored run, keeps what a visitor does, and lets go of its file', async () => {
  served = await serve({ db: file, port: 18_431 });
  const { origin } = served;
  expect(await (await fetch(origin)).text()).toContain('Outstanding');
  const turned = await fetch(`${origin}/clock`, {
    method: 'POST',
    body: new URLSearchParams({ days: '1' }),
    headers: { origin },
  });
  expect(await turned.text()).toContain('One day has passed');
  await served.stop();
  served = undefined;
  await expect(fetch(origin)).rejects.toThrow();
  const db = openDatabase(file);
  expect(clockOf(db)).toBe('2026-01-10T23:00:00Z');
  db.close();
});

it('takes the next port when one is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  served = await serve({ db: file, port });
  expect(Number(new URL(served.origin).port)).toBeGreaterThan(port);
  expect((await fetch(served.origin)).status).toBe(200);
  other.close();
});

it('is deaf to whoever asks for another name', async () => {
  served = await serve({ db: file, port: 18_451 });
  const asked = request(served.origin, { headers: { host: 'rebound.example' } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  expect(answer.statusCode).toBe(403);
});

it('says what to do when there is no such run', async () => {
  await expect(serve({ db: join(emptyFolder(), 'none.db') })).rejects.toThrow(WrongUse);
});

it('keeps the last run it serves: another run does not put its own in that place', () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, '.amicable'));
  const release = reserve(join(folder, '.amicable', 'last-run.db'));
  const run = () => amicable(folder, 'run', inProject('examples/portfolio.csv'), '--days', '1', '--json');
  const { code, out, err } = run();
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(
    'in use by another amicable: wait until it has ended, or stop it, or keep this run in a file of its own with --db.',
  );
  release();
  expect(run().code).toBe(0);
});
