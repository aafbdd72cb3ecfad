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
  return { live, readings: keepReadings(live.db), passing: passingOn(live) };
}
