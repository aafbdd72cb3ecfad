import type { Erasures, People } from '../core/ports.ts';

/**
 * Erases again everybody who was ever erased: a restored table has brought their details back. What was put after an
 * erasure stays.
 *
 * @returns number of erasures
 */
export async function eraseAgain(
  erasures: Pick<Erasures, 'all'>,
  people: Pick<People, 'erase'>,
): Promise<number> {
  let done = 0;
  for await (const { person, at } of erasures.all()) {
    await people.erase(person, at);
    done += 1;
  }
  return done;
}
