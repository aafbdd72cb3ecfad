import { afterEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { defineFunction, type FunctionDefinition } from '../../functions/define.ts';
import { onLambda } from '../../functions/on-lambda.ts';
import { makeLaptop } from './make-laptop.ts';

const { ports } = await makeLaptop();

class NothingThere extends Error {
  override name = 'NothingThere';
}

const greet = defineFunction({
  name: 'greet',
  input: z.strictObject({ to: z.string() }),
  output: z.strictObject({ said: z.string() }),
  handle: () => async (input) => {
    if (input.to === 'nobody') throw new NothingThere('Anna de Vries was not there');
    return { said: `Hello ${input.to}` };
  },
}) as unknown as FunctionDefinition;

const handler = onLambda(greet, ports) as unknown as (event: unknown, context: unknown) => Promise<unknown>;
const call = (event: unknown) => handler(event, { awsRequestId: 'request-1' });

afterEach(() => {
  vi.restoreAllMocks();
});

test('Lambda gets what the function gives', async () => {
  expect(await call({ to: 'you' })).toEqual({ said: 'Hello you' });
});

test('an error keeps its name, by which state machines know it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  await expect(call({ to: 'nobody' })).rejects.toMatchObject({ name: 'NothingThere' });
  await expect(call({ to: 1 })).rejects.toMatchObject({ name: 'InvalidInput' });
});

test('the log is told the name of an error and of the function, never the message', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  await call({ to: 'nobody' }).catch(() => {});
  expect(log.mock.calls).toEqual([
    [JSON.stringify({ level: 'error', code: 'NothingThere', function: 'greet' })],
  ]);
});

test('what goes well is not logged', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  await call({ to: 'you' });
  expect(log).not.toHaveBeenCalled();
});
