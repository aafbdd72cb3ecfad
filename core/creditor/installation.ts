import * as z from 'zod/mini';
import { keyedHash, type LinkSecret } from '../case/ids.ts';
import type { Secrets } from '../ports.ts';

const Numbers = z._default(
  z.array(z.int().check(z.positive())).check(
    z.minLength(1),
    z.refine((numbers) => new Set(numbers).size === numbers.length, 'a number is there once'),
  ),
  [1],
);

/**
 * The one secret of an installation: from `master` and the numbers all others are made. A secret is changed for another
 * by putting a new number in front of its list; the earlier ones count until their numbers are taken out.
 */
export const Installation = z.strictObject({
  /** Never changed: ids of cases and the keys of personal data hang on it. */
  master: z.string().check(z.minLength(32)),
  links: Numbers,
  hooks: Numbers,
  bank: Numbers,
  /** Names of the keys with which creditors' systems sign. Two of one creditor stand side by side while one is changed. */
  api: z._default(
    z
      .array(
        z.strictObject({
          key: z.string().check(z.regex(/^[a-zA-Z0-9._-]{1,100}$/)),
          creditor: z.string().check(z.minLength(1)),
        }),
      )
      .check(
        z.refine((keys) => new Set(keys.map(({ key }) => key)).size === keys.length, 'a name is there once'),
      ),
    [],
  ),
});
export type Installation = z.infer<typeof Installation>;

/** Everything that is secret in an installation. */
export interface InstallationSecrets extends Secrets {
  /** Under it the data keys of persons are wrapped: 51 characters, 255 bits. */
  persons: string;
  /** `whsec_…` keys of the pretend bank, the one that signs first. */
  bank: readonly string[];
}

/** 255 bits. */
const LENGTH = 51;
/** The alphabet of `keyedHash` lies within base64: 48 characters of it are 36 bytes, 240 bits of them unknown. */
const WEBHOOK_LENGTH = 48;

/** Makes all secrets of an installation from its one. */
export function secretsOf({ master, links, hooks, bank, api }: Installation): InstallationSecrets {
  const made = (purpose: string, parts: readonly string[], length = LENGTH) =>
    keyedHash(master, `installation/${purpose}`, parts, length);
  const numbered =
    (purpose: string) =>
    (key: number): LinkSecret => ({ key, secret: made(purpose, [String(key)]) });
  return {
    ids: made('ids', []),
    persons: made('persons', []),
    links: each(links, numbered('links')),
    hooks: each(hooks, numbered('hooks')),
    bank: bank.map((number) => `whsec_${made('bank', [String(number)], WEBHOOK_LENGTH)}`),
    api: api.map(({ key, creditor }) => ({ key, creditor, secret: made('api', [key, creditor]) })),
  };
}

function each<T>(numbers: readonly number[], make: (number: number) => T): [T, ...T[]] {
  const [first = 1, ...rest] = numbers;
  return [make(first), ...rest.map(make)];
}
