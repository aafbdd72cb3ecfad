import { get } from 'node:http';
import { Moment, momentAt } from '../../core/calendar/moment.ts';
import type { Clock } from '../../core/ports.ts';

/** The time as handlers see it. */
export interface StageClock extends Clock {
  /** Asks for the time where somebody else keeps it; to be called before each invocation. */
  read(): Promise<void>;
}

/** The real time, to the second. */
export const realClock: StageClock = {
  now: () => momentAt(Date.now() / 1_000),
  read: async () => {},
};

/** The time of a stage that is tried out: asked for once before each invocation, and the same until the next. */
export function askedClock(url: string): StageClock {
  let now: Moment | undefined;
  return {
    now: () => {
      if (now === undefined) throw new Error('The time is asked before it was read.');
      return now;
    },
    read: async () => {
      now = Moment.parse(await textAt(url));
    },
  };
}

/** Not `fetch`: loading it takes longer than all the rest of a cold start. */
function textAt(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { timeout: 5_000 }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => {
        text += piece;
      });
      answer.on('end', () => resolve(text.trim()));
      answer.on('error', reject);
    })
      .on('timeout', function stop(this: { destroy(error: Error): void }) {
        this.destroy(new Error('The clock did not answer.'));
      })
      .on('error', reject);
  });
}
