/** Calls the function with its plain input and gives its plain output. */
export type Call = (input: unknown) => Promise<unknown>;

/** Carries what AWS tells to a function and its answer back: once, more than once, or not at all. */
export type EventShape = (event: unknown, call: Call) => Promise<unknown>;

/** Something that is no event of the kind that is expected here. */
export class UnknownEvent extends Error {
  override name = 'UnknownEvent';
}
