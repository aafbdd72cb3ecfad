import { expect, test } from 'vitest';
import * as z from 'zod';
import { defineFunction } from '../../functions/define.ts';
import { onLambda } from '../../functions/on-lambda.ts';
import { makeLaptop } from './make-laptop.ts';

const { ports } = await makeLaptop();

class CaseGone extends Error {
  override name = 'CaseGone';
}

const look = defineFunction({
  name: 'look',
  input: z.strictObject({ case: z.string() }),
  output: z.strictObject({ seen: z.string(), failed: z.string().optional() }),
  handle: () => async (input) => {
    if (input.case === 'gone-1') throw new CaseGone('Anna de Vries is gone');
    return { seen: input.case, ...(input.case === 'spared-1' && { failed: 'JournalBusy' }) };
  },
});
type Shape = NonNullable<Parameters<typeof onLambda>[2]>;

/** The function on Lambda, what happened around it, and what the log was told. */
function hosted(shape?: Shape) {
  const happened: string[] = [];
  const told: object[] = [];
  const handler = onLambda(look, ports, shape, {
    before: async () => void happened.push('before'),
    log: (trouble) => void told.push(trouble),
  }) as unknown as (event: unknown, context: unknown) => Promise<unknown>;
  return { happened, told, call: (event: unknown) => handler(event, { awsRequestId: 'r-1' }) };
}

test('the clock is read and secrets are there before a function begins, each time', async () => {
  const { happened, call } = hosted(async (event, run) => {
    happened.push('event');
    return await run(event);
  });
  await call({ case: 'case-1' });
  await call({ case: 'case-1' });
  expect(happened).toEqual(['before', 'event', 'before', 'event']);
});

test('an event is carried to plain input, more than once or not at all', async () => {
  const many = hosted(
    async (event, run) => await Promise.all((event as string[]).map((id) => run({ case: id }))),
  );
  expect(await many.call(['a', 'b'])).toEqual([{ seen: 'a' }, { seen: 'b' }]);
  const none = hosted(async () => ({}));
  expect(await none.call('anything')).toEqual({});
});

test('what goes wrong is told once, with the case and the request, and never what was said', async () => {
  const { told, call } = hosted();
  await expect(call({ case: 'gone-1' })).rejects.toMatchObject({ name: 'CaseGone', message: '', stack: '' });
  expect(told).toEqual([{ code: 'CaseGone', function: 'look', request: 'r-1', case: 'gone-1' }]);
});

test('what goes wrong before the function is told too', async () => {
  const { told, call } = hosted(async () => {
    throw new CaseGone('the event was of Anna de Vries');
  });
  await expect(call({})).rejects.toMatchObject({ name: 'CaseGone', message: '' });
  expect(told).toEqual([{ code: 'CaseGone', function: 'look', request: 'r-1' }]);
});

test('a text that somebody put in the place of a case or of a name is not logged', async () => {
  const { told, call } = hosted();
  await call({ case: 'Anna de Vries', more: true }).catch(() => {});
  const { told: named, call: break_ } = hosted(async () => {
    throw Object.assign(new Error(), { name: 'Anna de Vries, Voorbeeldstraat 1' });
  });
  await break_({}).catch(() => {});
  expect(told).toEqual([{ code: 'InvalidInput', function: 'look', request: 'r-1' }]);
  expect(named).toEqual([{ code: 'Error', function: 'look', request: 'r-1' }]);
});

test('an error that a visitor was spared is in the log', async () => {
  const { told, call } = hosted();
  expect(await call({ case: 'spared-1' })).toEqual({ seen: 'spared-1', failed: 'JournalBusy' });
  expect(told).toEqual([{ code: 'JournalBusy', function: 'look', request: 'r-1', case: 'spared-1' }]);
});
