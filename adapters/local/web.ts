import type { Web } from '../../core/ports.ts';

/** An address that may not be called from here. */
export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress';
}

const thisComputer = new Set(['localhost', '127.0.0.1']);

/**
 * Calls only what runs on this computer too: what happens here is made up, and whoever reads the code could sign it. A
 * creditor's real system must not hear of it.
 */
export const localWeb: Web = {
  post: async (url, headers, body) => {
    const { hostname, username, password } = new URL(url);
    if (!thisComputer.has(hostname)) throw new ForbiddenAddress('The laptop calls only this computer.');
    if (username || password) throw new ForbiddenAddress('An address holds no password.');
    const signal = AbortSignal.timeout(10_000);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers },
      body,
      redirect: 'manual',
      signal,
    });
    // What else it says is not read, however long it is.
    await answer.body?.cancel();
    return { status: answer.status };
  },
};
