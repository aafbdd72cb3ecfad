import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { parseHTML } from 'linkedom';
import { type Database, openDatabase } from '../../../adapters/local/database.ts';
import { type Desk, deskOn } from '../../../local/page/desk.ts';
import { wakeRun } from '../../../local/page/serve.ts';
import { siteOn } from '../../../local/page/site.ts';
import { type RunResult, runPortfolio } from '../../../local/run.ts';
import { exampleCreditor } from '../../functions/make-laptop.ts';
import { emptyFolder, inProject } from '../amicable.ts';

/** A person who put markup wherever somebody can write. */
export const EVIL = 'EVIL-1';
const evil = `${EVIL},consumer,<img src=x onerror=alert(1)>,evil@example.nl,,Voorbeeldstraat 1,1234 AB,Voorbeeldstad,NL,,nl,${EVIL},950.00,EUR,2025-10-01,2025-11-01,yes,yes,<script>alert(1)</script>,trade,,0,0`;

export const ORIGIN = 'http://localhost:8080';

type Page = ReturnType<typeof parseHTML>['document'];

export interface MadeSite {
  app: Hono;
  desk: Desk;
  db: Database;
  result: RunResult;
  /** The document that an address answers, with its status. */
  look(path: string): Promise<{ status: number; document: Page; text: string }>;
  /** Sends a form as this site's own pages would. */
  send(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
}

/** The beginning of the example portfolio and one evil row, run through some days and looked at from then on. */
export async function makeSite(rows = 40, days = 35, file = ':memory:'): Promise<MadeSite> {
  const db = openDatabase(file);
  const lines = readFileSync(inProject('examples/portfolio.csv'), 'utf8').split('\n');
  const portfolio = join(emptyFolder(), 'portfolio.csv');
  writeFileSync(portfolio, [...lines.slice(0, rows + 1), evil, ''].join('\n'));
  const { result } = await runPortfolio(db, {
    portfolio,
    creditor: exampleCreditor(),
    from: '2026-01-05',
    days,
    seed: 7,
    debtors: 'simulated',
    keeping: file === ':memory:' ? 'at-the-end' : 'stretches',
  });
  const desk = deskOn(wakeRun(db, ORIGIN));
  const app = siteOn(desk);
  return {
    app,
    desk,
    db,
    result,
    look: async (path) => {
      const response = await app.request(`${ORIGIN}${path}`);
      const text = await response.text();
      return {
        status: response.status,
        text,
        document: parseHTML(text).document,
      };
    },
    send: async (path, fields, headers = { origin: ORIGIN }) =>
      await app.request(`${ORIGIN}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers }),
  };
}

/** A contact that was sent by a channel. */
export function sentBy(db: Database, channel: string): string {
  const row = db.get<{ contact: string }>(
    'select contact from outbox where channel = ? order by n limit 1',
    channel,
  );
  if (!row) throw new Error(`nothing was sent by ${channel}`);
  return row.contact;
}
