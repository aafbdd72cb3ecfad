import type { Outcome } from './record.ts';

/** An error that the States Language knows by name: what Retry and Catch match on. */
export class StateError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** What a state machine sees of an error of the interpreter itself. */
export function failedWith(error: StateError): Outcome {
  return { ok: false, error: error.name, cause: error.message };
}

/** What a state machine sees of an error that a function threw: Lambda's errorType and errorMessage. */
export function failedFunction(thrown: unknown): Outcome {
  const errorType = thrown instanceof Error ? thrown.name : 'Error';
  const errorMessage = thrown instanceof Error ? thrown.message : String(thrown);
  return { ok: false, error: errorType, cause: JSON.stringify({ errorType, errorMessage }) };
}
