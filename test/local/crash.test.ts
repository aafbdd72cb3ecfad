import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../adapters/local/database.ts';
import { streams } from '../../adapters/local/journal.ts';
import type { Entry } from '../../core/case/entry.ts';
import { fold } from '../../core/case/fold.ts';
import { totals } from '../../core/money/statement.ts';
import { type RunResult, runPortfolio } from '../../local/run.ts';
import { exampleCreditor } from '../functions/make-laptop.ts';
import { emptyFolder } from './amicable.ts';
import { mortal } from './crash.ts';

const header =
  'debtorReference,debtorKind,name,email,phone,street,postcode,city,invoice,amount,dueOn,agreedTerm,termsCleared';
const address = 'anna@example.nl,0600001000,Voorbeeldstraat 1,1234 AB,Voorbeeldstad';
const folder = emptyFolder();

/** One invented debtor's case over 200 days, with whoever the seed makes of her. */
async function live(db: Database, debtor: { reference: string; seed: number }): Promise<RunResult> {
  const portfolio = join(folder, `${debtor.reference}.csv`);
  writeFileSync(
    portfolio,
    `${header}\n${debtor.reference},consumer,Anna Voorbeeld,${address},F-1,312.50,2025-12-01,yes,yes\n`,
  );
  const options = { from: '2026-01-05', days: 200, seed: debtor.seed, debtors: 'simulated' } as const;
  const { result } = await runPortfolio(db, {
    portfolio,
    creditor: exampleCreditor(),
    keeping: 'every-write',
    ...options,
  });
  return result;
}

/** Seeds that make her somebody whose case goes a long way. */
const stories = {
  'is asked, gets a notice, bears costs and pays': { reference: 'D-1', seed: 54 },
  'gets a notice, and pays in parts': { reference: 'D-1', seed: 58 },
  'turns out to be somebody else': { reference: 'D-1', seed: 59 },
};

/** What is in the database after everything: journals, contacts with an unknown fate, sends, and what waits. */
function lookBack(db: Database) {
  const [journal] = [...streams<Entry>(db)];
  const c = fold(journal?.items ?? []);
  if (!c) throw new Error('The case got lost.');
  const begun = [...c.contacts.values()].filter(({ claimedAt }) => claimedAt);
  const entries = journal?.items.flatMap((item) => item.entries) ?? [];
  return {
    c,
    /** Messages of which nobody ever learnt whether they left. */
    unknown: begun.filter(({ contact, sentAt }) => !sentAt && !c.refused.has(contact)).length,
    /** Messages that left, as only what came back of them tells. */
    proven: entries.filter((entry) => entry.kind === 'contact-sent' && !entry.provider).length,
    end: {
      outcome: c.closed?.outcome,
      sums: totals([...c.claims.values()].map((claim) => claim.books)),
      steps: begun.map(({ step, channel }) => `${step} ${channel}`),
    },
    sends: db.all<{ contact: string }>('select contact from outbox').map(({ contact }) => contact),
    running: db.all<{ id: string }>("select id from executions where status = 'RUNNING'"),
    agenda: db.all<{ name: string }>("select name from agenda where kind = 'schedule'"),
  };
}

describe.each(Object.entries(stories))('a process that dies while somebody %s', (_, debtor) => {
  let whole: { digest: string; points: number; seen: string[]; end: unknown };

  beforeAll(async () => {
    const db = mortal(openDatabase(':memory:'));
    const { digest } = await live(db, debtor);
    whole = { digest, points: db.seen.length, seen: db.seen, end: lookBack(db).end };
  });

  it('has a story that is long enough to be worth it', () => {
    expect(whole.points).toBeGreaterThan(30);
    expect(whole.seen.filter((what) => what === 'outbox').length).toBeGreaterThanOrEqual(4);
  });

  it.each([false, true])('before or after any append or send (%s), goes on to the same end', async (done) => {
    for (let which = 1; which <= whole.points; which++) {
      const db = openDatabase(':memory:');
      await expect(live(mortal(db, { which, done }), debtor)).rejects.toThrow();
      const { digest, violations } = await live(mortal(db), debtor);
      const { c, unknown, proven, end, sends, running, agenda } = lookBack(db);
      const where = `${which} ${whole.seen[which - 1]} ${done}`;

      expect(violations, where).toEqual([]);
      expect(new Set(sends).size, where).toBe(sends.length);
      // Nobody sleeps: a case has ended, or its machine waits and something will wake it.
      expect(running.length, where).toBe(c.closed ? 0 : 1);
      if (!c.closed) expect(agenda.length, where).toBeGreaterThan(0);
      // The one message of which nobody knows whether it left is the only excuse for another story.
      expect(unknown + proven, where).toBeLessThanOrEqual(1);
      if (unknown === 0) expect(end, where).toEqual(whole.end);
      if (unknown + proven === 0) expect(digest, where).toBe(whole.digest);
    }
  });
});
