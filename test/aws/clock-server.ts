import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Moment } from '../../core/calendar/moment.ts';
import { Refused, type StepFunctions } from './step-functions.ts';

export interface ClockServer {
  url: string;
  /** Requests that came and are not answered. */
  open(): number;
  stop(): Promise<void>;
}

/** What the server needs; all of it is asked at each request, so that it may be set later. */
export interface Behind {
  now(): Moment;
  stepFunctions(): StepFunctions;
  /** Where requests go that are about machines, not executions. */
  emulator(): string;
}

const TARGET = 'AWSStepFunctions.';

/** One small server: `GET /now` for the functions' clock, and the Step Functions API (AWS JSON 1.0). */
export async function startClockServer(behind: Behind): Promise<ClockServer> {
  let open = 0;
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/now') {
      response.setHeader('content-type', 'text/plain').end(behind.now());
      return;
    }
    open += 1;
    void answer(request, response, behind).finally(() => {
      open -= 1;
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, open: () => open, stop: () => stop(server) };
}

async function answer(request: IncomingMessage, response: ServerResponse, behind: Behind): Promise<void> {
  try {
    const action = String(request.headers['x-amz-target'] ?? '').replace(TARGET, '');
    const body = await text(request);
    if (!behind.stepFunctions().has(action)) return await passOn(request, body, response, behind.emulator());
    send(response, 200, await behind.stepFunctions().answer(action, JSON.parse(body)));
  } catch (error) {
    const { name, message } = error as Error;
    const refused = error instanceof Refused;
    send(response, refused ? 400 : 500, { __type: refused ? name : 'InternalServerException', message });
  }
}

async function passOn(
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
  emulator: string,
): Promise<void> {
  const headers: Record<string, string> = {};
  for (const name of ['authorization', 'content-type', 'x-amz-target', 'x-amz-date']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const answered = await fetch(emulator, { method: 'POST', headers, body });
  send(response, answered.status, await answered.json());
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
