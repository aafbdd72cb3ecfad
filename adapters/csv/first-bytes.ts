import { open } from 'node:fs/promises';

const START = 64 * 1024;

/** The start of a file: enough to see what it is. Throws what the file system throws. */
export async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(START), 0, START, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
