import * as z from 'zod/mini';
import type { EntryKind } from '../core/case/entry.ts';
import type { Ports } from '../core/ports.ts';

/** What a function is, wherever it runs. Its folder has its name. */
export interface FunctionDefinition<I = unknown, O = unknown> {
  name: string;
  input: z.ZodMiniType<I>;
  output: z.ZodMiniType<O>;
  /** Entries that call it, when it listens to the journal: its input is then what was written. */
  listens?: readonly EntryKind[] | 'everything';
  /** The work, as a function of its ports. */
  handle(ports: Ports): (input: I) => Promise<O>;
}

/** Says what a function is. Only fixes the types, its name among them. */
export function defineFunction<const N extends string, I, O>(
  definition: FunctionDefinition<I, O> & { name: N },
): FunctionDefinition<I, O> & { name: N } {
  return definition;
}

/** Input that does not fit a function's schema: which fields, without their values, which may be personal. */
export class InvalidInput extends Error {
  override name = 'InvalidInput';
}

/** Runs a function as every host does: input checked, work done, output checked. @throws InvalidInput */
export async function run(definition: FunctionDefinition, ports: Ports, raw: unknown): Promise<unknown> {
  const input = definition.input.safeParse(raw);
  if (!input.success) {
    const fields = input.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.code}`);
    throw new InvalidInput(`${definition.name}: ${fields.join('; ')}`);
  }
  return definition.output.parse(await definition.handle(ports)(input.data));
}

/** What every task of a journey is told: the case, the number of its journey, and which state asks. */
export const journeyInput = {
  case: z.string(),
  journey: z.int().check(z.positive()),
  /** State name and moment of entry: the same for a retry, another for a second visit. */
  state: z.string(),
};

/** What a task that waits is told besides: the token with which it is answered. */
export const waitingInput = { ...journeyInput, token: z.string() };

/** What the bus tells a listener. */
export const Written = z.strictObject({
  case: z.string(),
  seq: z.int().check(z.positive()),
  kinds: z.array(z.string()),
});

/** A function that has nothing to say. */
export const Nothing = z.strictObject({});
export const nothing: z.infer<typeof Nothing> = {};
