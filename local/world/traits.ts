import type { Channel } from '../../core/case/words.ts';
import { chance, pick } from './chance.ts';

/** What kind of person a simulated debtor is. Invented shares, not measured ones. */
export interface Traits {
  /** How much of a bill can be paid from a month's money: 0 nothing, 1 all of it. */
  means: number;
  /** How willing: 0 never, 1 always. */
  willingness: number;
  /** How likely a message is noticed at all. */
  memory: number;
  prefers: Channel;
  /** Something that no reminder changes. */
  special?: 'wrong-person' | 'deceased' | 'insolvent' | 'disputes' | 'had-paid' | 'silent';
  badAddress: ReadonlySet<Channel>;
}

/** Below so much means somebody cannot pay anything to speak of. */
export const CANNOT = 0.12;

/** The traits of a debtor: the same for the same seed and reference. */
export function traitsOf(seed: number, reference: string): Traits {
  const roll = (about: string) => chance(seed, reference, about);
  const special = pick<Traits['special']>(roll('special'), [
    [0.02, 'wrong-person'],
    [0.015, 'deceased'],
    [0.015, 'insolvent'],
    [0.07, 'disputes'],
    [0.03, 'had-paid'],
    [0.12, 'silent'],
    [1, undefined],
  ]);
  const bad = new Set<Channel>();
  if (roll('bad e-mail') < 0.05) bad.add('email');
  if (roll('bad phone') < 0.04) bad.add('sms');
  if (roll('bad address') < 0.03) bad.add('letter');
  return {
    // The mean of two throws: most people are somewhere in the middle.
    means: (roll('means') + roll('more means')) / 2 + (roll('well off') < 0.35 ? 0.35 : 0),
    willingness: Math.min(1, 0.25 + roll('willingness')),
    memory: 0.35 + 0.6 * roll('memory'),
    prefers: pick<Channel>(roll('prefers'), [
      [0.5, 'email'],
      [0.3, 'sms'],
      [0.2, 'letter'],
    ]),
    ...(special && { special }),
    badAddress: bad,
  };
}

/** What a month leaves them, cents. */
export function spareOf({ means }: Traits): number {
  return means * 60_000;
}

/** How likely they do something about a message that they noticed. */
export function acts({ willingness }: Traits): number {
  return 0.3 + 0.5 * willingness;
}
