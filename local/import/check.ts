import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../adapters/local/database.ts';
import { sqliteJournal } from '../../adapters/local/journal.ts';
import { eachDebtor } from '../../core/case/each-debtor.ts';
import { judge } from '../../core/case/judge.ts';
import { foresee } from '../../core/case/open.ts';
import type { Ports } from '../../core/ports.ts';
import { importFile } from '../../functions/import-file/handler.ts';
import { createLaptop } from '../laptop.ts';
import type { ImportOptions } from './hand-in.ts';
import type { ReadableFile } from './keep-rows.ts';
import { type ImportReport, problemsOf, reportOn } from './report.ts';

const NAME = 'check';
/** Bytes of a row, about: it decides how many parts there are. */
const ROW_BYTES = 100;

/**
 * Says what an import would come to. The same function reads the file and the same judgement is passed on each
 * debtor's claims, on a database of its own in a private folder that is removed afterwards.
 *
 * @param db the database into which the file would go, open for reading only; none when it would be new
 */
export async function checkFile(
  db: Database | undefined,
  file: ReadableFile,
  options: ImportOptions,
): Promise<ImportReport> {
  const folder = mkdtempSync(join(tmpdir(), 'amicable-'));
  const work = openDatabase(join(folder, 'check.db'), 'passing');
  try {
    // The cache holds the ends of all parts.
    work.all('pragma cache_size = -8000');
    work.begin();
    return await look(work, db, file, options);
  } finally {
    work.close();
    rmSync(folder, { recursive: true });
  }
}

async function look(
  work: Database,
  db: Database | undefined,
  file: ReadableFile,
  options: ImportOptions,
): Promise<ImportReport> {
  const { creditor, progress } = options;
  const laptop = createLaptop(work, options.now, 'at-the-end');
  const ports: Ports = {
    ...laptop.ports,
    ...(db && { journal: sqliteJournal(db) }),
    creditors: { ...laptop.ports.creditors, get: async () => creditor },
    files: {
      ...laptop.files,
      rows: () => file.rows((bytes) => progress?.('reading', bytes, file.bytes)),
      open: async () => ({ map: file.map }),
      size: async () => Math.ceil(file.bytes / ROW_BYTES),
    },
  };
  const { parts, rows } = await importFile.handle(ports)({ creditor: creditor.id, file: NAME });
  const sum = { opened: 0, added: 0, known: 0, small: 0 };
  for (const [done, part] of parts.entries()) {
    progress?.('judging', done, parts.length);
    // Without a database nobody is known: a million look-ups are spared.
    const total = await eachDebtor(ports, NAME, part, async (claims) => {
      const { fresh, opens, known, small, rejected } = db
        ? await foresee(ports, creditor, claims)
        : judge(claims, [], creditor, options.now);
      return { opened: opens, added: fresh.length, known, small, rejected };
    });
    if (total.broken > 0) throw new Error(`The claims of ${total.broken} debtors could not be judged.`);
    sum.opened += total.opened;
    sum.added += total.added;
    sum.known += total.known;
    sum.small += total.small;
  }
  return {
    ...reportOn(options, true),
    recognised: file.recognised,
    rows,
    ...sum,
    ...problemsOf(work, NAME, options.most),
  };
}
