import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { openFile } from '../../adapters/csv/open-file.ts';
import type { ColumnMap } from '../../core/case/column-map.ts';
import { keepRows } from '../import/keep-rows.ts';
import type { Live } from './live.ts';

/**
 * Takes a file that was announced: its rows are kept and `intake` begins with them. What comes a second time is not
 * looked at.
 *
 * @returns false when no such file was announced
 */
export async function takeFile(
  live: Live,
  name: string,
  content: globalThis.ReadableStream<Uint8Array> | null,
): Promise<boolean> {
  if (!(await live.laptop.uploads.get(name))) return false;
  const folder = await mkdtemp(join(tmpdir(), 'amicable-'));
  try {
    const path = join(folder, 'upload.csv');
    const bytes = content ? Readable.fromWeb(content as ReadableStream<Uint8Array>) : Readable.from([]);
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }));
    await live.act(() => takeIn(live, name, path));
    await live.act(() => forgetRows(live, name));
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeIn({ laptop }: Live, name: string, path: string): Promise<void> {
  if ((await laptop.uploads.get(name))?.state !== 'expected') return;
  laptop.uploads.arrived(name);
  const readable = await openFile(path, laptop.uploads.columns(name) as ColumnMap, async (file) => {
    if (file.ok) await keepRows(laptop.files, name, file);
    else await laptop.files.reject(name, file.rejected);
    return file.ok;
  });
  if (readable) await laptop.invoke('receive-upload', { file: name });
  else await laptop.files.noteRead(name, { rows: 0, parts: [] });
}

/** While a step waits to be tried again it needs the rows. */
async function forgetRows({ laptop }: Live, name: string): Promise<void> {
  if ((await laptop.uploads.get(name))?.state === 'done') laptop.files.forget(name);
}
