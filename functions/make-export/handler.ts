import { fileOf, Wanted } from '../../core/export/export.ts';
import { forms, rowsOf } from '../../core/export/rows.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/** Makes a file of a creditor's cases, payments or entries. Again it makes the same. */
export const makeExport = defineFunction({
  name: 'make-export',
  input: Wanted,
  output: Nothing,
  handle: (ports) => async (wanted) => {
    const name = fileOf(wanted.creditor, wanted.export);
    await ports.archive.write(name, forms[wanted.what].type, rowsOf(ports, wanted));
    return nothing;
  },
});
