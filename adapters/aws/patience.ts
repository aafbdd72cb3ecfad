/** How long clients wait for AWS: a function that hangs is a journey that hangs. Milliseconds. */
const requestHandler = { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

/** For whatever may be asked twice. */
export const patient = { requestHandler, maxAttempts: 4 };

/** For what must never be done twice: silence is not asked again. */
export const neverTwice = { requestHandler, maxAttempts: 1 };

/** For what can be done without. */
export const impatient = {
  requestHandler: { ...requestHandler, requestTimeout: 4_000 },
  maxAttempts: 1,
};
