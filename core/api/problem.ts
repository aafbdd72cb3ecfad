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
  /** JSON pointer (RFC 6901) into the body, like `/claims/0/dueOn`; `query/limit` for a query. */
  pointer: string;
  message: string;
}

/** Something that is not there, or is another creditor's: nobody can tell which. */
export const notFound: Problem = { status: 404, code: 'not-found', title: 'There is nothing here for you.' };

/** It does not fit how things stand; `detail` says why. */
export function conflict(detail: string): Problem {
  return { status: 409, code: 'conflict', title: 'This does not fit how things stand.', detail };
}

/** The body, as it is sent. */
export function problemBody({ headers: _, ...told }: Problem): string {
  return JSON.stringify({ type: 'about:blank', ...told });
}
