import * as z from 'zod';
import {
  ColumnMap,
  missingColumns,
  ownColumns,
  type RejectedRow,
  readClaimRow,
} from '../../core/case/claim-row.ts';
import type { NumberedClaimRow } from '../../core/ports.ts';
import { defineFunction } from '../define.ts';

/** Claims in one part: few enough for one call, many enough that a large file is few parts. */
const PART = 50;

/**
 * First step of `intake`: reads a file of claims row by row, validates each, and cuts the good ones into
 * parts. A bad row is rejected with its line, field and reason; the others go on.
 */
export const importFile = defineFunction({
  name: 'import-file',
  input: z.strictObject({ creditor: z.string(), file: z.string() }),
  output: z.strictObject({
    parts: z.array(z.strictObject({ creditor: z.string(), file: z.string(), part: z.string() })),
    rows: z.int(),
    rejected: z.int(),
  }),
  handle:
    (ports) =>
    async ({ creditor, file }) => {
      const given = await ports.files.columns(file);
      const map = given === undefined ? ownColumns : ColumnMap.parse(given);
      const parts: { creditor: string; file: string; part: string }[] = [];
      let part: NumberedClaimRow[] = [];
      let rejected: RejectedRow[] = [];
      let rows = 0;
      let rejections = 0;

      const flush = async () => {
        if (part.length > 0) {
          const name = `${file}/${parts.length + 1}`;
          await ports.files.putPart(name, part);
          parts.push({ creditor, file, part: name });
          part = [];
        }
        if (rejected.length > 0) {
          await ports.files.reject(file, rejected);
          rejections += rejected.length;
          rejected = [];
        }
      };

      for await (const raw of ports.files.rows(file)) {
        if ('reason' in raw) {
          rejected.push(raw);
        } else {
          rows += 1;
          if (rows === 1) {
            const missing = missingColumns(map, Object.keys(raw.fields));
            if (missing.length > 0) {
              rejected.push(...missing);
              break;
            }
          }
          const read = readClaimRow(map, raw);
          if (read.ok) part.push({ row: raw.row, claim: read.row });
          else rejected.push(...read.rejected);
        }
        if (part.length >= PART || rejected.length >= PART) await flush();
      }
      await flush();
      return { parts, rows, rejected: rejections };
    },
});
