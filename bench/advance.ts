import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../adapters/local/database.ts';
import { momentOn } from '../core/calendar/moment.ts';
import { Creditor } from '../core/creditor/creditor.ts';
import { dayOfLaptop, passDays, ZONE } from '../local/days.ts';
import { createLaptop, type Laptop } from '../local/laptop.ts';
import { overdueClaims } from './claims.ts';
import { createLadder, type Ladder } from './ladder.ts';

/*
 * The work that a dunning run does: so many overdue claims, nobody answers, each is moved to its next step and that is
 * on the disk. Three steps; letters are decided and not drawn. For each step the claims a second, and beside it a plain
 * days-overdue ladder in the same kind of file, which knows no law, no journal and no reason.
 *
 *   npm run -s bench:advance              10,000 and 100,000 claims (the second takes a quarter of an hour)
 *   npm run -s bench:advance -- 1000      another number
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000];
const STEPS = 3;
const policy = Creditor.parse(
  JSON.parse(readFileSync(new URL('../examples/creditor.json', import.meta.url), 'utf8')),
);

console.log('Claims a second, decided and durable on disk; in brackets the seconds.');
for (const claims of sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'amicable-bench-'));
  try {
    await measure(folder, claims);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(folder: string, claims: number): Promise<void> {
  const file = join(folder, 'advance.db');
  const db = openDatabase(file);
  const laptop = createLaptop(db, momentOn('2026-01-05', 0, ZONE), 'stretches');
  laptop.creditors.put(policy);
  console.log(`\n${claims} claims`);
  const ladder = createLadder(join(folder, 'ladder.db'), overdueClaims(claims));
  const opened = await timed(claims, 'open a case, score it', () => open(laptop, claims));
  let [all, ladders] = [opened, 0];
  for (let step = 1; step <= STEPS; step++) {
    all += await timed(claims, `step ${step}`, () => toStep(laptop, claims * step));
    ladders += await timed(claims, `  a ladder's step ${step}`, () => climb(ladder, step));
  }
  console.log(
    `${STEPS} steps with opening: ${Math.round((claims * STEPS) / all)} steps of a claim a second,`,
  );
  console.log(`${Math.round(all / ladders)} times the time of a ladder that decides nothing`);
  const { n } = db.get<{ n: number }>('select count(*) as n from outbox') ?? { n: 0 };
  const kilobytes = statSync(file).size / 1024;
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${n} messages; ${(kilobytes / claims).toFixed(1)} KB a claim on disk; peak ${peak} MB`);
  db.close();
  ladder.close();
}

async function open(laptop: Laptop, claims: number): Promise<void> {
  let opened = 0;
  for (const claim of overdueClaims(claims)) {
    await laptop.invoke('open-case', { creditor: policy.id, claims: [claim] });
    // Now and then what was opened is told and its journey begins, as when files come in parts.
    if (++opened % 500 === 0) await laptop.advance(laptop.now());
  }
  await laptop.advance(laptop.now());
}

/** Lets days pass until so many messages have left. */
async function toStep(laptop: Laptop, messages: number): Promise<void> {
  const sent = () => laptop.db.get<{ n: number }>('select count(*) as n from outbox')?.n ?? 0;
  for (let days = 0; sent() < messages; days++) {
    if (days > 60) throw new Error(`Only ${sent()} of ${messages} messages left, on ${dayOfLaptop(laptop)}.`);
    await passDays(laptop, 1);
  }
}

async function climb(ladder: Ladder, step: number): Promise<void> {
  ladder.advance(`2025-12-${String(1 + step * 8).padStart(2, '0')}`);
}

async function timed(claims: number, what: string, work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const rate = Math.round(claims / seconds).toLocaleString('en-IE');
  console.log(`${what.padEnd(24)} ${rate.padStart(10)} (${seconds.toFixed(2)} s)`);
  return seconds;
}
