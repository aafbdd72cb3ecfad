/** Errors by which a provider says that it did not even look: what was to be sent did not leave. */
const throttled = /^(Throttling|ThrottlingException|Throttled|ThrottledException|TooManyRequestsException)$/;
const TRIES = 4;

/** Whether there was too much at once, or on one day: nothing left, and the address has nothing to do with it. */
export function isThrottled(error: unknown): boolean {
  return error instanceof Error && throttled.test(error.name);
}

export const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends something that must never be sent twice. The client that `send` uses does not try again by itself: only here is
 * tried again, and only after the answer that nothing left because there was too much at once.
 */
export async function sendOnce<T>(
  send: () => Promise<T>,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (tries === TRIES || !isThrottled(error)) throw error;
      await pause(100 * 3 ** tries);
    }
  }
}
