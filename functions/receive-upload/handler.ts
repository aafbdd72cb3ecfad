import * as z from 'zod/mini';
import { defineFunction } from '../define.ts';

/**
 * Hears that a creditor's file is there and starts `intake` for it. A file is taken in once: told again, or with
 * other contents under the same name, nothing more is started.
 */
export const receiveUpload = defineFunction({
  name: 'receive-upload',
  input: z.strictObject({ file: z.string() }),
  output: z.strictObject({ started: z.boolean() }),
  handle:
    (ports) =>
    async ({ file }) => {
      const upload = await ports.uploads.get(file);
      // Nobody asked for it, so nobody knows whose it is; or it lies where its creditor's files do not, and theirs is
      // still to come: taken in once, it must not be taken in now.
      if (!upload || upload.state === 'expected') return { started: false };
      const { creditor } = upload;
      const started = await ports.machines.start('intake', `intake-${file}`, { creditor, file });
      return { started: started === 'started' };
    },
});
