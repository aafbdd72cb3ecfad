/** How long clients wait for AWS: a function that hangs is a journey that hangs. Milliseconds. */
const requestHandler = { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

/** For the table, which answers in milliseconds: with all its tries it is silent for less than a page waits for it. */
export const brisk = { requestHandler: { ...requestHandler, requestTimeout: 3_000 }, maxAttempts: 4 };

/** For whatever may be asked twice. */
export const patient = { requestHandler, maxAttempts: 4 };

/** For what must never be done twice: silence is not asked again. */
export const neverTwice = { requestHandler, maxAttempts: 1 };

/** For what can be done without. */
export const impatient = {
  requestHandler: { ...requestHandler, requestTimeout: 4_000 },
  maxAttempts: 1,
};
