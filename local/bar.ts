import { SingleBar } from 'cli-progress';

/** One bar for each thing that is done, on a terminal. */
export interface Bar {
  show(doing: string, done: number, all: number): void;
  stop(): void;
}

export function createBar(): Bar {
  if (!process.stderr.isTTY) return { show: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: '{bar} {percentage} % {doing}',
    hideCursor: true,
    clearOnComplete: true,
  });
  let current = '';
  return {
    show: (doing, done, all) => {
      if (doing === current) return bar.update(done);
      bar.stop();
      bar.start(all, done, { doing });
      current = doing;
    },
    stop: () => bar.stop(),
  };
}
