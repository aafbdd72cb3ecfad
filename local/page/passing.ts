import type { Day } from '../../core/calendar/moment.ts';
import { dayOfLaptop, passDays } from '../days.ts';
import { countOn, type Happened, nothingYet } from './happened.ts';
import type { Live } from './live.ts';

/** Days that are passing or have passed, and what happened in them. */
export interface Stretch {
  from: Day;
  days: number;
  done: number;
  happened: Happened;
  ended?: 'passed' | 'stopped' | 'failed';
}

/** The virtual clock as a visitor turns it. */
export interface Passing {
  /** Lets days pass when its turn comes; resolves when they have passed, also when it fails. */
  pass(days: number): Promise<void>;
  /** The stretch whose turn it is, if days are passing now. */
  running(): Stretch | undefined;
  /** Days that wait for their turn. */
  waiting(): number;
  /** The last stretch that ended. */
  last(): Stretch | undefined;
  /** Ends what is passing after the day it is at, and lets nothing more begin. */
  stop(): void;
}

class Stopped extends Error {
  override name = 'Stopped';
}

/** @param turn awaited between two days, so that others are answered meanwhile; told how long the day took, in ms */
export function passingOn(live: Live, turn: (took: number) => Promise<unknown>): Passing {
  let running: Stretch | undefined;
  let last: Stretch | undefined;
  let waiting = 0;
  let stopped = false;

  async function run(days: number): Promise<void> {
    waiting -= days;
    if (stopped) return;
    const stretch: Stretch = { from: dayOfLaptop(live.laptop), days, done: 0, happened: nothingYet(live.db) };
    running = stretch;
    let began = performance.now();
    try {
      await passDays(live.laptop, days, async (done) => {
        stretch.done = done;
        countOn(live.db, stretch.happened);
        await turn(performance.now() - began);
        began = performance.now();
        if (stopped && done < days) throw new Stopped();
      });
      stretch.ended = 'passed';
    } catch (error) {
      stretch.ended = error instanceof Stopped ? 'stopped' : 'failed';
      if (!(error instanceof Stopped)) throw error;
    } finally {
      last = stretch;
      running = undefined;
    }
  }

  return {
    pass: async (days) => {
      waiting += days;
      try {
        await live.act(() => run(days));
      } catch (error) {
        // The page tells that it failed; of what went wrong only the name is sure to hold no personal data.
        console.error(`Days did not pass: ${error instanceof Error ? error.name : 'unknown'}`);
      }
    },
    running: () => running,
    waiting: () => waiting,
    last: () => last,
    stop: () => {
      stopped = true;
    },
  };
}
