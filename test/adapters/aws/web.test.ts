import type { lookup } from 'node:dns';
import { EventEmitter } from 'node:events';
import type { RequestOptions, request } from 'node:https';
import { expect, test } from 'vitest';
import { awsWeb, isPublic } from '../../../adapters/aws/web.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '198.19.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  '2001::1',
  '2001:db8::1',
  'ff02::1',
  'no address',
])('%s is not on the public internet', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:4700::6810:84e5', '2a00:1450:400e::2004'])(
  '%s is on the public internet',
  (address) => {
    expect(isPublic(address)).toBe(true);
  },
);

/** A server that answers whoever is let through, and what it was asked. */
function made(addresses: string[], status = 204) {
  const asked: { url: string; options: RequestOptions; body: string }[] = [];
  const resolve = ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof lookup;
  const send = ((url: string, options: RequestOptions, answered: (answer: object) => void) => {
    const sent = Object.assign(new EventEmitter(), {
      end: (body: string) => {
        const { hostname } = new URL(url);
        // As a socket does: what is no name is not looked up.
        if (/^[\d.]+$|^\[/.test(hostname)) return answer(body);
        options.lookup?.(hostname, {}, (error) => (error ? sent.emit('error', error) : answer(body)));
      },
    });
    const answer = (body: string) => {
      asked.push({ url, options, body });
      answered({ statusCode: status, destroy: () => {} });
    };
    return sent;
  }) as unknown as typeof request;
  return { web: awsWeb(resolve, send), asked };
}

test('a server on the public internet is told, and its status is the answer', async () => {
  const { web, asked } = made(['93.184.216.34'], 410);
  expect(await web.post('https://erp.example/hook', { 'webhook-id': '1' }, '{"é":1}')).toEqual({
    status: 410,
  });
  expect(asked[0]?.body).toBe('{"é":1}');
  expect(asked[0]?.options).toMatchObject({
    method: 'POST',
    headers: { 'webhook-id': '1', 'content-length': '8' },
  });
});

test.each(['http://erp.example/', 'ftp://erp.example/', 'https://user:secret@erp.example/'])(
  '%s is not called',
  async (url) => {
    const { web, asked } = made(['93.184.216.34']);
    await expect(web.post(url, {}, '')).rejects.toMatchObject({ name: 'ForbiddenAddress' });
    expect(asked).toEqual([]);
  },
);

test.each(['https://169.254.169.254/', 'https://[::1]/', 'https://2130706433/', 'https://0x7f.1/'])(
  'an address inside is not called, however it is written: %s',
  async (url) => {
    const { web, asked } = made(['93.184.216.34']);
    await expect(web.post(url, {}, '')).rejects.toMatchObject({ name: 'ForbiddenAddress' });
    expect(asked).toEqual([]);
  },
);

test('a name that leads inside is not called, also where it leads outside too', async () => {
  for (const addresses of [['10.0.0.1'], ['93.184.216.34', '10.0.0.1'], []]) {
    const { web, asked } = made(addresses);
    await expect(web.post('https://erp.example/', {}, '')).rejects.toMatchObject({
      name: 'ForbiddenAddress',
    });
    expect(asked).toEqual([]);
  }
});

test('an answer that leads elsewhere is not followed', async () => {
  const { web, asked } = made(['93.184.216.34'], 302);
  expect(await web.post('https://erp.example/', {}, '')).toEqual({ status: 302 });
  expect(asked).toHaveLength(1);
});
