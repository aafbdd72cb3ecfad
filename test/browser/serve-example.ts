import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../adapters/local/database.ts';
import { type Served, serve } from '../../local/page/serve.ts';
import { readCreditor } from '../../local/policy.ts';
import { runPortfolio } from '../../local/run.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the pages are served. */
    origin: string;
  }
}

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Runs the example portfolio as `npm start` does, in a file of its own, and serves it. */
export async function serveExample(): Promise<Served> {
  const file = join(mkdtempSync(join(tmpdir(), 'amicable-')), 'run.db');
  const db = openDatabase(file);
  await runPortfolio(db, {
    portfolio: inProject('examples/portfolio.csv'),
    creditor: readCreditor(inProject('examples/creditor.json')),
    from: '2026-01-05',
    days: 90,
    seed: 7,
    debtors: 'simulated',
    keeping: 'stretches',
  });
  db.close();
  return await serve({ db: file, port: 18_600 });
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { origin, stop } = await serveExample();
  project.provide('origin', origin);
  return stop;
}
