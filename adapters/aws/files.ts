import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawRow, RejectedRow } from '../../core/case/claim-row.ts';
import { ColumnMap, type CompleteMap, ownColumns } from '../../core/case/column-map.ts';
import type { Files } from '../../core/ports.ts';
import type { Bucket } from './bucket.ts';
import { dynamoParts } from './file-parts.ts';
import { keys, objects } from './keys.ts';
import type { Table } from './table.ts';

/** A file that was opened: ready to be read, or refused as a whole. */
type Opened =
  | { ok: true; map: CompleteMap; bytes: number; rows(): AsyncIterable<RawRow | RejectedRow> }
  | { ok: false; rejected: RejectedRow[] };

/** Opens a file on the disk, and lets it be used. Afterwards nothing is left of it but the file. */
type OpenFile = <T>(path: string, map: ColumnMap, use: (file: Opened) => Promise<T>) => Promise<T>;

/** Bytes of a usual row. */
const ROW = 150;

/** A file that is open: whoever closes it waits until it is gone from the disk. */
interface Held {
  opened: Opened;
  close(): Promise<void>;
}

/**
 * Files that were uploaded, and what they are put into. A file is fetched and opened once, and then read as often as
 * somebody asks; the next one that is opened takes its place.
 *
 * @param openFile how a creditor's file is recognised and read
 */
export function dynamoFiles(table: Table, bucket: Bucket, openFile: OpenFile): Files {
  let held: { file: string; open: Promise<Held> } | undefined;

  const close = async () => {
    const before = held;
    held = undefined;
    await (await before?.open.catch(() => undefined))?.close();
  };
  const fetched = async (file: string): Promise<Opened> => {
    if (held?.file !== file) {
      await close();
      held = { file, open: hold(file) };
    }
    return (await held.open).opened;
  };

  /** Keeps a file open until it is closed. */
  async function hold(file: string): Promise<Held> {
    const upload = await table.get(keys.upload(file));
    if (!upload) throw new Error('Nobody has announced a file of that name.');
    const map = ColumnMap.parse(JSON.parse(`${upload.columns}`) ?? ownColumns);
    const folder = await mkdtemp(join(tmpdir(), 'amicable-'));
    const path = join(folder, 'file');
    const closed = Promise.withResolvers<void>();
    const ready = Promise.withResolvers<Opened>();
    const done = bucket
      .download(objects.upload(`${upload.creditor}`, file), path)
      .then(() =>
        openFile(path, map, async (opened) => {
          ready.resolve(opened);
          await closed.promise;
        }),
      )
      .catch(ready.reject)
      .finally(() => rm(folder, { recursive: true, force: true }));
    return {
      opened: await ready.promise,
      close: async () => {
        closed.resolve();
        await done;
      },
    };
  }

  return {
    ...dynamoParts(table),
    open: async (file) => {
      // What an earlier call left open may have been another file of this name.
      await close();
      const opened = await fetched(file);
      return opened.ok ? { map: opened.map } : { rejected: opened.rejected };
    },
    size: async (file) => {
      const opened = await fetched(file);
      return opened.ok ? Math.ceil(opened.bytes / ROW) : 0;
    },
    rows: async function* (file) {
      const opened = await fetched(file);
      if (!opened.ok) {
        yield* opened.rejected;
        return;
      }
      yield* opened.rows();
      // Usually nobody reads a file again, and the disk is small.
      await close();
    },
  };
}
