import type { Bus, Written } from '../../core/ports.ts';
import type { Scan } from '../scan.ts';
import { isIn, type Stretch } from './stretch.ts';

/** Told at once, so that a million do not have to fit in memory. */
const BATCH = 100;

/**
 * Tells the bus again what was written to cases' journals in any of some stretches of time. Listeners read the journal
 * themselves and have done most of it: being told twice changes nothing.
 *
 * @returns how many were told
 */
export async function tellAgain(scan: Scan, bus: Bus, stretches: readonly Stretch[]): Promise<number> {
  let waiting: Written[] = [];
  let told = 0;
  const tell = async () => {
    const now = waiting;
    waiting = [];
    if (now.length > 0) await bus.publish(now);
    told += now.length;
  };
  await scan(async ({ of, item }) => {
    if (of !== 'case') return;
    const last = item.entries.at(-1);
    if (!last || !stretches.some((stretch) => isIn(stretch, last.at))) return;
    waiting.push({ case: item.stream, seq: last.seq, kinds: item.entries.map(({ kind }) => kind) });
    if (waiting.length >= BATCH) await tell();
  });
  await tell();
  return told;
}
