import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Moment } from '../../core/calendar/moment.ts';
import { places } from './places.ts';

export const REGION = 'eu-west-1';
export const ACCOUNT = '000000000000';

/** What the emulator has under way, and what its schedules wait for. */
export interface Underway {
  functions: number;
  deliveries: number;
  /** Records of streams, and messages in queues, that a function is still to have. */
  records: number;
  messages: number;
  /** Counts all that ever began. */
  begun: number;
  next: Moment | null;
}

/** Things that go wrong on purpose, and whom they may befall. */
export type Fault =
  /** A function does its work and its answer is lost: the name of the function as deployed. */
  | 'lost answer'
  /** DynamoDB refuses: the action, such as PutItem. */
  | 'throttled'
  /** The name of the schedule. */
  | 'schedule fires twice'
  /** The address: mail to it comes back. */
  | 'bounced'
  /** The address: mail to it leaves, and whoever sent it gets an error for an answer. */
  | 'mail unanswered';

/** Mail as it was sent: the message is MIME text, the tags are those by which what becomes of it is told. */
export interface SentMail {
  id: string;
  from: string;
  to: string[];
  tags: Record<string, string[]>;
  message: string;
}

/** The AWS emulator as a process: MiniStack behind `launch.py`. */
export interface Emulator {
  url: string;
  /** Its log, to be named when something fails. */
  log: string;
  state(): Promise<Underway>;
  post(path: '/clock' | '/fault' | '/execution', body: unknown): Promise<void>;
  /** How many faults have not befallen anybody yet. */
  faults(): Promise<number>;
  mail(): Promise<SentMail[]>;
  stop(): Promise<void>;
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  return await new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param folder where its log goes and what it leaves behind
 * @param functionEnvironment what every function finds in its environment
 */
export async function startEmulator(
  folder: string,
  functionEnvironment: Record<string, string>,
): Promise<Emulator> {
  if (!existsSync(places.python)) {
    throw new Error('The AWS emulator is not installed: run `node test/aws/install-emulator.ts`.');
  }
  const [port, controlPort] = [await freePort(), await freePort()];
  const [url, control] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${controlPort}`];
  const log = `${folder}/emulator.log`;
  const temporary = `${folder}/tmp`;
  mkdirSync(temporary, { recursive: true });
  // As on AWS, where no package.json of ours is above a function's files and turns them into modules.
  writeFileSync(`${temporary}/package.json`, '{"type":"commonjs"}');
  const file = openSync(log, 'a');
  const child = spawn(places.python, [places.launcher], {
    // A group of its own, so that its functions end with it.
    detached: true,
    stdio: ['pipe', file, file],
    env: {
      // The first `node` of the PATH runs the functions.
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: process.env.HOME,
      TMPDIR: temporary,
      PYTHONDONTWRITEBYTECODE: '1',
      // What MiniStack puts around a function's code calls url.parse().
      NODE_OPTIONS: '--disable-warning=DEP0169',
      GATEWAY_PORT: String(port),
      CONTROL_PORT: String(controlPort),
      MINISTACK_REGION: REGION,
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...functionEnvironment,
    },
  });
  closeSync(file);
  const kill = () => killGroup(child);
  process.on('exit', kill);

  async function ask(path: string, body?: unknown): Promise<unknown> {
    const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(control + path, request);
    if (!answer.ok) throw new Error(`The emulator answered ${answer.status} to ${path}; see ${log}`);
    return await answer.json();
  }

  const emulator: Emulator = {
    url,
    log,
    state: async () => (await ask('/state')) as Underway,
    post: async (path, body) => void (await ask(path, body)),
    faults: async () => (await ask('/faults')) as number,
    mail: async () => (await ask('/mail')) as SentMail[],
    async stop() {
      process.off('exit', kill);
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((done) => child.once('close', done));
        kill();
        await ended;
      }
      rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  for (let tries = 0; !(await isUp(url)); tries++) {
    if (child.exitCode !== null || tries > 300) {
      await emulator.stop();
      throw new Error(
        `The emulator did not start; ${log} ends with:\n${readFileSync(log, 'utf8').slice(-2000)}`,
      );
    }
    await sleep(100);
  }
  return emulator;
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_ministack/health`)).ok;
  } catch {
    return false;
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
