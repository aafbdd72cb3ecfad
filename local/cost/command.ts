import { SingleBar } from 'cli-progress';
import { type Command, Option } from 'commander';
import { exampleCreditor, whole } from '../options.ts';
import { readCreditor } from '../policy.ts';
import { measureJourney, measurePortfolio } from './measure.ts';
import { type Region, regions } from './prices.ts';
import { costJson, tellCost } from './report.ts';

interface Flags {
  cases: number;
  region: Region;
  days: number;
  seed: number;
  json?: boolean;
}

/** Cases of the journey that is held against its floor: it costs the same for each. */
const JOURNEYS = 100;

/** Adds the command `cost` to the program. */
export function addCost(program: Command): void {
  program
    .command('cost')
    .description('count what cases cause in the cloud, and say what a month of it costs')
    .addOption(
      new Option('--cases <n>', 'new cases a month; so many are run, from the invented portfolio')
        .argParser(whole(10, 1_000_000))
        .default(1_000),
    )
    .addOption(new Option('--region <name>', 'where prices are taken').choices(regions).default('eu-west-1'))
    .option('--days <n>', 'days that pass for each case', whole(1, 3660), 60)
    .option('--seed <n>', 'the same seed gives the same run', whole(0, 2 ** 31), 7)
    .option('--json', 'print one JSON object')
    .action(tell);
}

async function tell({ cases, region, days, seed, json }: Flags): Promise<void> {
  const creditor = readCreditor(exampleCreditor);
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: '{bar} day {value} of {total}', hideCursor: true, clearOnComplete: true })
    : undefined;
  bar?.start(days, 0);
  try {
    const portfolio = await measurePortfolio({
      creditor,
      cases,
      days,
      seed,
      progress: (day) => bar?.update(day),
    });
    const journey = await measureJourney({
      creditor,
      profile: 'late-payer',
      cases: JOURNEYS,
      days: 60,
      pays: false,
    });
    bar?.stop();
    const report = { region, seed, journey, portfolio };
    console.log(json ? JSON.stringify(costJson(report, cases)) : tellCost(report, cases));
  } finally {
    bar?.stop();
  }
}
