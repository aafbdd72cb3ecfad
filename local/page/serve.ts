import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { type Database, recall } from '../../adapters/local/database.ts';
import { createLaptop } from '../laptop.ts';
import type { RunOptions } from '../run.ts';
import { openStoredToWrite } from '../stored.ts';
import { clockOf } from '../view.ts';
import { createWorld } from '../world/world.ts';
import { deskOn } from './desk.ts';
import { type Live, liveOn } from './live.ts';
import { siteOn } from './site.ts';

export interface ServeOptions {
  /** A database made by a run; without it, the last run. */
  db?: string;
  /** The first port that is tried. */
  port?: number;
}

export interface Served {
  /** Where it is reached, like `http://localhost:8080`. */
  origin: string;
  /** Ends it: what passes ends after its day, the database is closed. */
  stop(): Promise<void>;
}

const PORT = 8080;
/** Ports that are tried, one after the other. */
const TRIES = 20;

/**
 * Serves the pages of a stored run on this computer. What a visitor does is kept in its file.
 *
 * @throws WrongUse when there is no such run, or another amicable works on it; an error with code EADDRINUSE when no port is free
 */
export async function serve({ db: file, port = PORT }: ServeOptions): Promise<Served> {
  const db = openStoredToWrite(file);
  let site: Hono | undefined;
  const server = createServer(
    getRequestListener((request) => site?.fetch(request) ?? new Response(null, { status: 503 })),
  );
  // A day of many cases keeps this process busy for seconds: an idle connection must still be there afterwards.
  server.keepAliveTimeout = 0;
  const origin = `http://localhost:${await listen(server, port)}`;

  const live = wakeRun(db, origin);
  const desk = deskOn(live);
  site = siteOn(desk);

  return {
    origin,
    stop: async () => {
      desk.passing.stop();
      await new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      });
      // Its turn comes when all that was begun has ended.
      await live.act(async () => live.laptop.flush());
      db.close();
    },
  };
}

/** Lets a stored run live on: its own clock, its dice, its kind of debtors. */
export function wakeRun(db: Database, origin: string): Live {
  const laptop = createLaptop(db, clockOf(db), 'stretches');
  // The laptop's key is that of whose run it is.
  const creditor = recall<string>(db, 'creditor');
  const { secrets } = laptop.ports;
  if (creditor) laptop.ports.secrets = { ...secrets, api: secrets.api.map((key) => ({ ...key, creditor })) };
  const debtors = recall<RunOptions['debtors']>(db, 'debtors') ?? 'simulated';
  laptop.world = createWorld(laptop, recall<number>(db, 'seed') ?? 1, debtors);
  return liveOn(laptop, origin);
}

/** The command: serves until Ctrl-C, and says where. */
export async function serveUntilInterrupted(options: ServeOptions): Promise<void> {
  const { origin, stop } = await serve(options);
  const wanted = options.port ?? PORT;
  if (!origin.endsWith(`:${wanted}`)) console.log(`Port ${wanted} is taken by another program.`);
  console.log(`Look at everything at ${origin} (Ctrl-C ends it)`);
  await new Promise((interrupted) => {
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
  });
  await stop();
}

/** Listens on the first free port, for this computer alone. */
async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; ; port++) {
    try {
      await new Promise<void>((listening, failed) => {
        server.once('error', failed);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', failed);
          listening();
        });
      });
      const address = server.address();
      return typeof address === 'object' && address ? address.port : port;
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || port >= first + TRIES) throw error;
    }
  }
}
