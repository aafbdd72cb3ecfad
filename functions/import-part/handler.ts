import * as z from 'zod/mini';
import { eachDebtor } from '../../core/case/each-debtor.ts';
import { openCase } from '../../core/case/open.ts';
import { defineFunction } from '../define.ts';

/** The claims of some debtors could not be imported; those of the others were. */
export class ImportIncomplete extends Error {
  override name = 'ImportIncomplete';
}

/** Second step of `intake`: opens or extends the cases of one part of a file. Safe to repeat. */
export const importPart = defineFunction({
  name: 'import-part',
  input: z.strictObject({ creditor: z.string(), file: z.string(), part: z.int() }),
  output: z.strictObject({
    opened: z.int(),
    added: z.int(),
    known: z.int(),
    small: z.int(),
    rejected: z.int(),
  }),
  handle:
    (ports) =>
    async ({ creditor, file, part }) => {
      const policy = await ports.creditors.get(creditor);
      const { debtors, broken, ...total } = await eachDebtor(
        ports,
        file,
        part,
        async (rows) => await openCase(ports, policy, rows),
      );
      if (broken > 0)
        throw new ImportIncomplete(`The claims of ${broken} of ${debtors} debtors could not be imported.`);
      await ports.files.notePart(file, part, total);
      return total;
    },
});
