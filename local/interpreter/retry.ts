import { plusSeconds } from '../../core/calendar/moment.ts';

export interface Retrier {
  errors: string[];
  intervalSeconds: number;
  maxAttempts: number;
  backoffRate: number;
  maxDelaySeconds: number | null;
  /** FULL: a random part of the delay. */
  jitter: 'NONE' | 'FULL';
}

/** "If omitted": the specification's defaults. */
export const RETRY_DEFAULTS = { intervalSeconds: 1, maxAttempts: 3, backoffRate: 2 } as const;

/**
 * Does an ErrorEquals list match an error name?
 *
 * - nothing matches `States.Runtime`: such errors "are not retriable, and will always cause the execution to fail"
 * - `States.ALL` "can't catch the States.DataLimitExceeded terminal error type"
 * - `States.TaskFailed` "acts as a wildcard that matches any known error name except for States.Timeout"
 */
export function matchesError(errors: readonly string[], error: string): boolean {
  if (error === 'States.Runtime') return false;
  if (errors.includes(error)) return true;
  if (errors.includes('States.ALL')) return error !== 'States.DataLimitExceeded';
  return errors.includes('States.TaskFailed') && error !== 'States.Timeout';
}

/**
 * Which Retrier takes the error, if any has attempts left. Only the first match counts: when it is spent, "that
 * Retrier fails" and the Catchers are asked. `spent` holds the attempts used of each Retrier.
 */
export function findRetrier(
  retriers: readonly Retrier[],
  error: string,
  spent: readonly number[],
): { retrier: Retrier; index: number } | undefined {
  const index = retriers.findIndex((candidate) => matchesError(candidate.errors, error));
  const retrier = retriers[index];
  return retrier && (spent[index] ?? 0) < retrier.maxAttempts ? { retrier, index } : undefined;
}

/**
 * When to try again. `spent` is the number of attempts this Retrier has used before. Moments are whole seconds, so
 * fractions of a BackoffRate are rounded up, and FULL jitter picks a whole second between now and the full delay.
 */
export function retryAt(retrier: Retrier, spent: number, now: string, random: () => number): string {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** spent;
  const delay = Math.ceil(Math.min(grown, retrier.maxDelaySeconds ?? grown));
  return plusSeconds(now, retrier.jitter === 'FULL' ? Math.floor(random() * (delay + 1)) : delay);
}
