import { setTimeout as pause } from 'node:timers/promises';
import type { Live } from './live.ts';
import { type Passing, passingOn } from './passing.ts';
import { keepReadings, type Readings } from './readings.ts';

/** What the pages for staff work with. */
export interface Desk {
  live: Live;
  readings(): Promise<Readings>;
  passing: Passing;
}

export function deskOn(live: Live): Desk {
  const { read, idle } = keepReadings(live);
  const passing = passingOn(live, async (took) => {
    // Whoever came while a day passed needs a moment to be heard; of long days they get more.
    await pause(2 + took / 50);
    // A reading gives others their turn too: if that were a whole day each time, it would never end.
    await idle();
  });
  return { live, readings: read, passing };
}
