import { isAscii } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RejectedRow } from '../../core/case/claim-row.ts';
import type { Encoding } from '../../core/case/recognise.ts';
import { firstBytes } from './first-bytes.ts';

/** A file of text as UTF-8 with line ends of LF or CR LF: the file itself, or a copy that is like that. */
export interface Text {
  path: string;
  /** What the file itself is. */
  encoding: Encoding;
  /** Removes the copy, if one was made. */
  close(): Promise<void>;
}

const CR = 0x0d;
const LF = 0x0a;

/**
 * Recognises how a file writes letters and ends lines. What is not plain UTF-8 is written anew into a private
 * temporary folder, in memory that does not grow with the file: `close` removes it. Throws what the file system throws.
 */
export async function openText(path: string): Promise<Text | RejectedRow> {
  const start = await firstBytes(path);
  const workbook = ['504b0304', 'd0cf11e0'].includes(start.subarray(0, 4).toString('hex'));
  if (workbook) return refused('is a workbook: open it and save it as "CSV UTF-8"');
  const wide = wideEncoding(start);
  if (wide) return await rewritten(path, wide);
  // A stray zero is one row's trouble. Many are no text at all.
  if (zeros(start, 0, 1) > start.length / 10) return refused('is not text: save it as "CSV UTF-8"');
  const { invalid, letters, loneCarriageReturn } = await look(path);
  const marked = start.subarray(0, 3).toString('hex') === 'efbbbf';
  const encoding = invalid && !letters && !marked ? 'Windows-1252' : 'UTF-8';
  if (encoding !== 'UTF-8' || loneCarriageReturn) return await rewritten(path, encoding);
  return { path, encoding, close: async () => {} };
}

function refused(what: string): RejectedRow {
  return { row: 1, field: 'file', reason: `The file ${what}.` };
}

/** UTF-16 shows by its mark, or by the zero beside each Latin letter. */
function wideEncoding(start: Buffer): Encoding | undefined {
  const mark = start.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'UTF-16 LE';
  if (mark === 'feff') return 'UTF-16 BE';
  const pairs = start.length / 2;
  const [first, second] = [zeros(start, 0, 2), zeros(start, 1, 2)];
  if (second > pairs * 0.5 && first < pairs * 0.05) return 'UTF-16 LE';
  if (first > pairs * 0.5 && second < pairs * 0.05) return 'UTF-16 BE';
  return undefined;
}

function zeros(bytes: Buffer, from: number, step: number): number {
  let count = 0;
  for (let at = from; at < bytes.length; at += step) if (bytes[at] === 0) count += 1;
  return count;
}

/** What the bytes of a whole file say: any that are no UTF-8, any letters beyond ASCII that are, old line ends. */
async function look(
  path: string,
): Promise<{ invalid: boolean; letters: boolean; loneCarriageReturn: boolean }> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const kind = new TextDecoder('utf-8');
  const seen = { invalid: false, letters: false, loneCarriageReturn: false };
  let open = false;
  let after = 0;

  function check(chunk: Buffer | undefined): void {
    // Without an argument the decoders say whether the file ends in the middle of a letter.
    const more = { stream: chunk !== undefined };
    seen.letters ||= /[\u0080-\uFFFC\uFFFE\uFFFF]/.test(kind.decode(chunk, more));
    if (seen.invalid) return;
    try {
      strict.decode(chunk, more);
    } catch {
      seen.invalid = true;
    }
  }

  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    seen.loneCarriageReturn ||= (after === CR && chunk[0] !== LF) || hasLoneCarriageReturn(chunk);
    after = chunk.at(-1) ?? after;
    // A letter can begin in one chunk and end in the next.
    const ascii = isAscii(chunk);
    if (!ascii || open) check(chunk);
    open = !ascii;
  }
  seen.loneCarriageReturn ||= after === CR;
  check(undefined);
  return seen;
}

/** Not counting one at the end: what follows it is in the next chunk. */
function hasLoneCarriageReturn(chunk: Buffer): boolean {
  for (let at = chunk.indexOf(CR); at !== -1 && at < chunk.length - 1; at = chunk.indexOf(CR, at + 1)) {
    if (chunk[at + 1] !== LF) return true;
  }
  return false;
}

async function rewritten(path: string, encoding: Encoding): Promise<Text> {
  const folder = await mkdtemp(join(tmpdir(), 'amicable-'));
  const close = () => rm(folder, { recursive: true, force: true });
  const copy = join(folder, 'copy.csv');
  try {
    await pipeline(createReadStream(path), decode(encoding), createWriteStream(copy, { mode: 0o600 }));
  } catch (error) {
    await close();
    throw error;
  }
  return { path: copy, encoding, close };
}

function decode(encoding: Encoding) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding.replace('UTF-16 ', 'UTF-16'));
    let held = '';
    for await (const chunk of chunks) {
      const text = held + decoder.decode(chunk, { stream: true });
      // What follows a last carriage return decides whether it ends a line by itself.
      held = text.endsWith('\r') ? '\r' : '';
      yield lines(held ? text.slice(0, -1) : text);
    }
    yield lines(held + decoder.decode());
  };
}

function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
