import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Moment } from '../../core/calendar/moment.ts';
import type { Addressee } from '../../core/message/message.ts';
import type { People } from '../../core/ports.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/**
 * Personal data, each person's under a data key of its own, which is wrapped by a key of the installation.
 *
 * Every put makes a new data key, and both items carry the moment of the put: so it is known of each item whether it
 * came before an erasure or after it, also of those that a restore has brought back.
 *
 * @param secret of the installation, for this purpose alone; with another one nobody's details can be read
 */
export function dynamoPeople(table: Table, secret: string, now: () => Moment): People {
  const wrapping = new Uint8Array(hkdfSync('sha256', secret, '', 'data keys of persons', 32));
  const { pk: _, sk: DETAILS } = keys.details('');
  const of = (person: string) => table.query(keys.details(person).pk);

  /** What can be read of a person; nothing where details are there without their key. */
  const read = async (person: string): Promise<{ details?: Addressee } | undefined> => {
    const items = await of(person);
    const details = items.find(({ sk }) => sk === DETAILS);
    if (!details) return {};
    const key = items.find(({ sk }) => sk === keys.dataKey(person, `${details.key}`).sk);
    if (!key) return undefined;
    const dataKey = open(wrapping, key.wrapped as Uint8Array, `key of ${person}`);
    const text = open(dataKey, details.sealed as Uint8Array, `details of ${person}`).toString();
    return { details: JSON.parse(text) as Addressee };
  };

  return {
    // Details and key of two puts can be seen when one is under way: the second look sees one put.
    get: async (person) => ((await read(person)) ?? (await read(person)))?.details,
    put: async (person, details: Addressee) => {
      const dataKey = randomBytes(32);
      const name = randomBytes(9).toString('base64url');
      const at = now();
      // The key first: details are never without one.
      const wrapped = seal(wrapping, dataKey, `key of ${person}`);
      await table.put({ ...keys.dataKey(person, name), wrapped, at });
      const sealed = seal(dataKey, Buffer.from(JSON.stringify(details)), `details of ${person}`);
      const before = await table.put({ ...keys.details(person), key: name, sealed, at });
      // What a try whose answer was lost has put is no older one.
      if (before && before.key !== name) await table.remove(keys.dataKey(person, `${before.key}`));
    },
    erase: async (person, before) => {
      // What was put in the very second is taken to be older: nothing that had to go may stay.
      const older = { text: '#at <= :before', names: { '#at': 'at' }, values: { ':before': before } };
      const items = await of(person);
      const old = items.filter(({ at }) => `${at}` <= before);
      await Promise.all(old.map(({ pk, sk }) => table.remove({ pk, sk }, older)));
    },
  };
}

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM: nonce, proof, text. What it is for is proven with it, so that nothing can be put in another's place. */
function seal(key: Uint8Array, text: Uint8Array, purpose: string): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function open(key: Uint8Array, sealed: Uint8Array, purpose: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}
