import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { Web } from '../../core/ports.ts';

/**
 * What is promised of requests to somebody else's server.
 *
 * @param make a web that reaches what listens on this port, and the address by which it does
 */
export function webContract(make: (port: number) => { web: Web; url: string }): void {
  const stops: (() => unknown)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  async function serving(listener: RequestListener) {
    const server = createServer(listener);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    stops.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return make((server.address() as AddressInfo).port);
  }

  describe("a request to somebody else's server", () => {
    test('arrives as it is, byte for byte', async () => {
      const came: unknown[] = [];
      const { web, url } = await serving(async (request, answer) => {
        const { method, headers } = request;
        came.push(method, headers['content-type'], headers['webhook-id'], await text(request));
        answer.end();
      });
      await web.post(url, { 'content-type': 'application/json', 'webhook-id': 'case-1.3' }, '{"é": "€"}');
      expect(came).toEqual(['POST', 'application/json', 'case-1.3', '{"é": "€"}']);
    });

    test.each([200, 204, 400, 410, 429, 503])(
      'is answered by the status %i, and none is an error',
      async (status) => {
        const { web, url } = await serving((_, answer) => answer.writeHead(status).end());
        expect(await web.post(url, {}, '{}')).toEqual({ status });
      },
    );

    test.each([301, 302, 303, 307, 308])(
      'is not led on elsewhere (%i): the status says it',
      async (status) => {
        let asked = 0;
        const { web, url } = await serving((request, answer) => {
          asked += 1;
          answer.writeHead(status, { location: `http://${request.headers.host}/elsewhere` }).end();
        });
        expect(await web.post(url, {}, '{}')).toEqual({ status });
        expect(asked).toBe(1);
      },
    );

    test('does not wait for an answer that never ends', async () => {
      const { web, url } = await serving((_, answer) => answer.writeHead(200).write('on and '));
      expect(await web.post(url, {}, '{}')).toEqual({ status: 200 });
    });

    test('that is not answered is thrown', async () => {
      const { web, url } = await serving((request) => request.socket.destroy());
      await expect(web.post(url, {}, '{}')).rejects.toThrow();
    });

    test.each([
      'http://10.0.0.1/',
      'https://192.168.1.1/hook',
      'https://169.254.169.254/latest/meta-data/',
      'https://[fd00:ec2::254]/',
      'http://erp.example/',
      'ftp://erp.example/',
      'https://user:secret@localhost/',
      'http://user:secret@127.0.0.1/',
    ])('to %s is not made', async (url) => {
      const { web } = await serving(() => {});
      await expect(web.post(url, {}, '{}')).rejects.toMatchObject({ name: 'ForbiddenAddress' });
    });
  });
}
