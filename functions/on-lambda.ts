import middy from '@middy/core';
import type { Ports } from '../core/ports.ts';
import { type FunctionDefinition, run } from './define.ts';

/** Carries an event of AWS to a function's plain input, and its plain output back. */
type EventShape = (event: unknown, call: (input: unknown) => Promise<unknown>) => Promise<unknown>;

/** Something that went wrong: by its name alone, because messages may quote the input. */
interface Trouble {
  code: string;
  function: string;
  /** By these two what belongs together is found. */
  request?: string;
  case?: string;
}

/** What a host does around the function. */
interface Host {
  /** Done before each invocation. */
  before?(): Promise<void>;
  log?(trouble: Trouble): void | Promise<void>;
}

/**
 * Makes a Lambda handler of a function: the only place that knows middy. An error keeps its name, because the state
 * machines match on it, and loses message and stack: they may quote the input, and the runtime would write them to
 * the log and Step Functions to its history.
 *
 * @param event what AWS tells, where that is not the function's plain input
 */
export function onLambda<I, O>(
  definition: FunctionDefinition<I, O>,
  ports: Ports,
  event: EventShape = (plain, call) => call(plain),
  { before = async () => {}, log = toConsole }: Host = {},
) {
  const { name } = definition;
  const told = new WeakSet<Error>();

  const fail = async (error: unknown, request: string | undefined, input?: unknown): Promise<Error> => {
    if (error instanceof Error && told.has(error)) return error;
    const failure = new Error('');
    failure.name = error instanceof Error && isName(error.name) ? error.name : 'Error';
    failure.stack = '';
    told.add(failure);
    await log({ code: failure.name, function: name, ...(request && { request }), ...caseOf(input) });
    return failure;
  };

  return middy<unknown, unknown>()
    .onError(async (invocation) => {
      invocation.error = await fail(invocation.error, requestOf(invocation.context));
    })
    .handler(async (raw: unknown, context: unknown) => {
      const request = requestOf(context);
      await before();
      return await event(raw, async (input) => {
        try {
          const output = await run(definition as unknown as FunctionDefinition, ports, input);
          const spared = sparedOf(output);
          if (spared)
            await log({ code: spared, function: name, ...(request && { request }), ...caseOf(input) });
          return output;
        } catch (error) {
          throw await fail(error, request, input);
        }
      });
    });
}

function toConsole({ code, function: name }: Trouble): void {
  console.error(JSON.stringify({ level: 'error', code, function: name }));
}

function requestOf(context: unknown): string | undefined {
  return (context as { awsRequestId?: string } | undefined)?.awsRequestId;
}

/** An error that a visitor was spared: the answer names it. */
function sparedOf(output: unknown): string | undefined {
  const { failed } = (output ?? {}) as { failed?: unknown };
  return typeof failed === 'string' && isName(failed) ? failed : undefined;
}

function caseOf(input: unknown): { case?: string } {
  const { case: id } = (input ?? {}) as { case?: unknown };
  return typeof id === 'string' && /^[0-9a-z-]{1,40}$/.test(id) ? { case: id } : {};
}

function isName(text: string): boolean {
  return /^[\w.$-]{1,80}$/.test(text);
}
