import { type Moment, plusSeconds } from '../../core/calendar/moment.ts';
import type { FileRead, PartTotal, Upload, Uploads } from '../../core/ports.ts';
import type { Bucket } from './bucket.ts';
import { fadesAfter, keys, objects } from './keys.ts';
import type { Stored, Table } from './table.ts';

/** Seconds for which a file can be brought. */
const LINK = 3_600;

/** Days for which it can be asked what became of a file; the reasons why rows were rejected fade before. */
export const FOLLOWED = 90;

/** @param bucket where files are brought, and known to have come */
export function dynamoUploads(table: Table, bucket: Bucket, now: () => Moment): Uploads {
  return {
    expect: async ({ file, creditor, columns }) => {
      const key = keys.upload(file);
      const fades = fadesAfter(FOLLOWED);
      if (!(await table.putNew({ ...key, creditor, columns: JSON.stringify(columns ?? null), fades }))) {
        const known = await table.get(key);
        // Else one creditor could put a file in another's name.
        if (known?.creditor !== creditor) throw new Error('Another creditor has a file of that name.');
      }
      const url = await bucket.linkToPut(objects.upload(creditor, file), LINK);
      return { url, headers: {}, until: plusSeconds(now(), LINK) };
    },
    get: async (file) => {
      const items = await table.query(keys.upload(file).pk);
      const creditor = items.find(({ sk }) => sk === keys.upload(file).sk)?.creditor;
      if (creditor === undefined) return undefined;
      return { file, creditor: `${creditor}`, ...(await progressOf(file, `${creditor}`, items)) };
    },
    rejected: async (file, { after, limit }) => {
      const { pk } = keys.rejected(file, 0, '');
      // A row can have several reasons, and all of them come on one page with it or after it.
      const from = after === undefined ? undefined : keys.rejected(file, after, '~').sk;
      const items = await table.query(pk, from, limit);
      return items.map(({ row, field, reason }) => ({
        row: Number(row),
        field: `${field}`,
        reason: `${reason}`,
      }));
    },
  };

  async function progressOf(
    file: string,
    creditor: string,
    items: readonly Stored[],
  ): Promise<Omit<Upload, 'file' | 'creditor'>> {
    const total: PartTotal = { opened: 0, added: 0, known: 0, small: 0, rejected: 0 };
    const read = items.find(({ sk }) => sk === keys.fileRead(file).sk)?.read;
    if (read === undefined) {
      const arrived = await bucket.has(objects.upload(creditor, file));
      return { state: arrived ? 'arrived' : 'expected', total };
    }
    const { rows, parts } = JSON.parse(`${read}`) as FileRead;
    const done = items.flatMap((item) => (item.total === undefined ? [] : [`${item.total}`]));
    for (const one of done.map((text) => JSON.parse(text) as PartTotal))
      for (const name of Object.keys(total) as (keyof PartTotal)[]) total[name] += one[name];
    return { state: done.length < parts.length ? 'read' : 'done', rows, total };
  }
}
