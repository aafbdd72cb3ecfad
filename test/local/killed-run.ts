import type { Database } from '../../adapters/local/database.ts';
import { runPortfolio } from '../../local/run.ts';
import { openToWrite } from '../../local/stored.ts';
import { exampleCreditor } from '../functions/make-laptop.ts';

/*
 * One process that runs a portfolio in a file and is stopped hard, as by a power cut, immediately before or after it
 * appends the entry of a certain number. Arguments: portfolio, database file, days, number of the entry (0: never), and
 * "before" or "after". Without being stopped it prints the digest.
 */
const [portfolio = '', file = '', days = '', kill = '0', when = 'after'] = process.argv.slice(2);

function stop(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process before it can do anything else.
  for (;;);
}

function counted(db: Database): Database {
  const { n } = db.get<{ n: number }>(
    'select coalesce(sum(json_array_length(entries)), 0) as n from items',
  ) ?? {
    n: 0,
  };
  let entries = n;
  return {
    ...db,
    run: (sql, ...values) => {
      const appended = sql.includes('into items ') ? (JSON.parse(String(values[3])) as unknown[]).length : 0;
      entries += appended;
      const now = Number(kill) > 0 && appended > 0 && entries >= Number(kill);
      if (now && when === 'before') stop();
      const result = db.run(sql, ...values);
      return now ? stop() : result;
    },
  };
}

const db = openToWrite(file);
const { result } = await runPortfolio(counted(db), {
  portfolio,
  creditor: exampleCreditor(),
  from: '2026-01-05',
  days: Number(days),
  seed: 7,
  debtors: 'simulated',
  keeping: 'stretches',
});
db.close();
const { seconds: _, ...rest } = result;
console.log(JSON.stringify(rest));
