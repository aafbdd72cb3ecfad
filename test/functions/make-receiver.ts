import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Event } from '../../core/event/event.ts';
import type { Web } from '../../core/ports.ts';

export interface Received {
  id: string;
  headers: Record<string, string>;
  body: string;
  event: Event;
}

/** A creditor's system as a double: remembers what came, and answers what a test wants. */
export interface Receiver extends Web {
  got: Received[];
  /** A status, or an error that is thrown. */
  answer: number | Error;
  ids(): string[];
  types(): string[];
}

export function makeReceiver(answer: number | Error = 204): Receiver {
  const receiver: Receiver = {
    got: [],
    answer,
    ids: () => receiver.got.map(({ id }) => id),
    types: () => receiver.got.map(({ event }) => event.type),
    post: async (_url, headers, body) => {
      receiver.got.push(received({ ...headers }, body));
      if (typeof receiver.answer !== 'number') throw receiver.answer;
      return { status: receiver.answer };
    },
  };
  return receiver;
}

function received(headers: Record<string, string>, body: string): Received {
  return { id: headers['webhook-id'] ?? '', headers, body, event: JSON.parse(body) as Event };
}

/** A real server on this machine that takes everything. */
export async function listen(): Promise<{ url: string; got: Received[]; close(): Promise<void> }> {
  const got: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    got.push(received(request.headers as Record<string, string>, body));
    response.writeHead(204).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks?from=amicable`,
    got,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
