import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { localWeb } from '../../../adapters/local/web.ts';

async function serving<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    await new Promise((done) => server.close(done));
  }
}

test('what runs on this computer is called, and its status comes back', async () => {
  const post = (url: string) => localWeb.post(url, { 'content-type': 'application/json' }, '{}');
  expect(await serving((_, response) => response.writeHead(418).end(), post)).toEqual({ status: 418 });
});

test('nobody is led on to another address', async () => {
  const away: RequestListener = (_, response) =>
    response.writeHead(307, { location: 'http://10.0.0.1/' }).end();
  await expect(serving(away, (url) => localWeb.post(url, {}, '{}'))).rejects.toThrow();
});

test.each(['https://example.com/hooks', 'http://127.0.0.1.example.com/', 'http://10.0.0.1/'])(
  '%s is not called: what happens here is made up',
  async (url) => {
    await expect(localWeb.post(url, {}, '{}')).rejects.toMatchObject({ name: 'ForbiddenAddress' });
  },
);
