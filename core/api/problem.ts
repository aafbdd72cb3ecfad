import type * as z from 'zod/mini';
import '../english.ts';

/**
 * A refusal as RFC 9457 writes it (`application/problem+json`). It names fields and never repeats a value: what was
 * sent may be personal, and problems end in logs.
 */
export interface Problem {
  status: number;
  /** Stable, for programs: `not-found`, `invalid`. */
  code: string;
  /** For people; the same for each problem of a code. */
  title: string;
  detail?: string;
  errors?: readonly FieldError[];
  /** Headers that belong to it, like `retry-after`. */
  headers?: Readonly<Record<string, string>>;
}

export interface FieldError {
  /** `#/claims/0/dueOn` in the body (RFC 6901), `?limit` in the query. */
  pointer: string;
  message: string;
}

/** Fields that are named at most: whoever has more wrong than that begins with these. */
const MOST_ERRORS = 50;

/** Something that is not there, or is another creditor's: nobody can tell which. */
export const notFound: Problem = { status: 404, code: 'not-found', title: 'There is nothing here for you.' };

/** It does not fit how things stand; `detail` says why. */
export function conflict(detail: string): Problem {
  return { status: 409, code: 'conflict', title: 'This does not fit how things stand.', detail };
}

export function invalid(errors: readonly FieldError[]): Problem {
  const title = 'Something in the request is not as it must be.';
  return { status: 400, code: 'invalid', title, errors: errors.slice(0, MOST_ERRORS) };
}

export function unsigned(detail: string): Problem {
  const headers = { 'www-authenticate': 'Amicable-V1' };
  return { status: 401, code: 'unsigned', title: 'The signature is missing or not right.', detail, headers };
}

export const malformed: Problem = { status: 400, code: 'malformed', title: 'The body is no JSON.' };

export const keyMissing: Problem = {
  status: 400,
  code: 'idempotency-key-missing',
  title: 'A write needs an idempotency key.',
  detail: 'Send the header idempotency-key: 1 to 100 letters, digits and signs, the same for each try.',
};

export const keyReused: Problem = {
  status: 422,
  code: 'idempotency-key-reused',
  title: 'This idempotency key came before with another request.',
  detail: 'Use a new key for each thing you want done.',
};

export const wrongType: Problem = {
  status: 415,
  code: 'wrong-type',
  title: 'Send the body as application/json.',
};

export const tooLarge: Problem = {
  status: 413,
  code: 'too-large',
  title: 'The body is larger than 1 MB.',
  detail: 'Send many claims as a file: POST /files.',
};

export const busy: Problem = {
  status: 503,
  code: 'busy',
  title: 'Somebody else is changing this at the same moment: send it again.',
  headers: { 'retry-after': '1' },
};

export const broken: Problem = {
  status: 500,
  code: 'broken',
  title: 'Something went wrong on our side. Sending it again is safe.',
};

export function wrongMethod(allowed: readonly string[]): Problem {
  const headers = { allow: allowed.join(', ') };
  return { status: 405, code: 'wrong-method', title: 'This cannot be done here.', headers };
}

/**
 * What zod found, in words that hold no value.
 *
 * @param at what stands before the path: `#/` for a body, `?` for a query
 */
export function fieldErrors({ issues }: z.core.$ZodError, at: '#/' | '?'): FieldError[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys')
      return [{ pointer: pointer(at, issue.path), message: issue.message }];
    return issue.keys.map((key) => ({
      pointer: pointer(at, [...issue.path, key]),
      message: 'There is no such field.',
    }));
  });
}

/** Names that are no names of fields may be data in the wrong place: they are not repeated. */
function pointer(at: '#/' | '?', path: readonly PropertyKey[]): string {
  const parts = path.map(String).map((part) => (/^[A-Za-z][\w-]{0,40}$|^\d{1,6}$/.test(part) ? part : '*'));
  return parts.length === 0 && at === '#/' ? '#' : at + parts.join('/');
}

/** The body, as it is sent. */
export function problemBody({ headers: _, ...told }: Problem): string {
  return JSON.stringify({ type: 'about:blank', ...told });
}
