import { type Database, recall, remember } from '../../adapters/local/database.ts';
import type { Moment } from '../../core/calendar/moment.ts';
import type { Creditor } from '../../core/creditor/creditor.ts';
import { createLaptop, type Laptop } from '../laptop.ts';
import { createWorld } from '../world/world.ts';
import { keepRows, type ReadableFile } from './keep-rows.ts';
import { type ImportReport, problemsOf, reportOn } from './report.ts';

/** The machine did not come to its end: what was imported stays, and importing the file again is safe. */
export class ImportFailed extends Error {
  override name = 'ImportFailed';
}

export interface ImportOptions {
  creditor: Creditor;
  /** When it is: a new database begins then, one that exists stands there. */
  now: Moment;
  /** Problems that are listed at most. */
  most: number;
  /** Told what is being done, how much of it is done, and how much there is. */
  progress?: (doing: string, done: number, all: number) => void;
}

/**
 * Hands a file of claims in at this moment: the machine `intake` takes it, and all that follows at once happens. The
 * rows themselves are forgotten when they are in their cases. @throws ImportFailed
 */
export async function handIn(
  db: Database,
  file: ReadableFile,
  options: ImportOptions,
): Promise<ImportReport> {
  const laptop = createLaptop(db, options.now, 'stretches');
  // The rows, the start and what it comes to are in the file together, or the file was never handed in.
  db.begin();
  const seed = recall<number>(db, 'seed');
  // Without its world a simulated run would miss what happens now, and never act on it.
  if (seed !== undefined) laptop.world = createWorld(laptop, seed, recall(db, 'debtors') ?? 'simulated');
  await laptop.creditors.put(options.creditor);
  remember(db, 'creditor', options.creditor.id);

  const number = (recall<number>(db, 'imports') ?? 0) + 1;
  remember(db, 'imports', number);
  const name = `import-${number}`;
  // The one before could be stopped when it had ended and not yet forgotten its rows.
  forget(laptop, `import-${number - 1}`);
  const rows = await keepRows(laptop.files, name, file, (bytes) =>
    options.progress?.('reading', bytes, file.bytes),
  );
  const execution = `intake-${name}`;
  tellProgress(laptop, execution, rows, options);
  await laptop.ports.machines.start('intake', execution, { creditor: options.creditor.id, file: name });
  await laptop.advance(laptop.now());
  laptop.flush();
  const { output, error } = ended(db, execution);
  forget(laptop, name);
  if (!output) {
    throw new ImportFailed(
      `The import did not come to its end (${error ?? 'a step will be tried again'}). What was imported stays. Import the file again: what is known already changes nothing.`,
    );
  }
  const { opened, added, known, small } = output;
  return {
    ...reportOn(options, false),
    recognised: file.recognised,
    rows,
    added,
    known,
    small,
    opened,
    ...problemsOf(db, name, options.most),
  };
}

/** Forgets the rows of an import that has ended, well or not. While a step waits to be tried again it needs them. */
function forget(laptop: Laptop, name: string): void {
  if (ended(laptop.db, `intake-${name}`).status) laptop.files.forget(name);
}

/** Tells how far the machine is, and then the journeys of the new cases. */
function tellProgress(laptop: Laptop, execution: string, rows: number, { progress }: ImportOptions): void {
  let claims = 0;
  laptop.ports.files = {
    ...laptop.files,
    part: async (file, part) => {
      const found = await laptop.files.part(file, part);
      claims += found.length;
      progress?.('opening cases', claims, rows);
      return found;
    },
  };
  const { world } = laptop;
  let cases: number | undefined;
  let started = 0;
  laptop.world = {
    ...world,
    written: async (event) => {
      await world.written(event);
      cases ??= ended(laptop.db, execution).output?.opened ?? 0;
      if (event.kinds.includes('journey-started')) progress?.('starting journeys', ++started, cases);
    },
  };
}

/** How an execution of `intake` ended; nothing while it runs. */
function ended(
  db: Database,
  execution: string,
): {
  status?: string;
  output?: { opened: number; added: number; known: number; small: number } | null;
  error?: string | null;
} {
  const row = db.get<{ record: string }>(
    "select record from executions where id = ? and status <> 'RUNNING'",
    `intake:${execution}`,
  );
  return row ? JSON.parse(row.record) : {};
}
