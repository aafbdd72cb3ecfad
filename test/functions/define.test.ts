import { expect, test } from 'vitest';
import * as z from 'zod';
import { defineFunction, type FunctionDefinition, InvalidInput, run } from '../../functions/define.ts';
import { functions } from '../../local/functions.ts';
import { exampleClaim, makeLaptop } from './make-laptop.ts';

const { ports } = await makeLaptop();

async function refusalOf(name: string, input: unknown): Promise<unknown> {
  const definition = functions.get(name);
  if (!definition) throw new Error(`there is no ${name}`);
  return await run(definition, ports, input).catch((error: unknown) => error);
}

test('input that does not fit is refused by the names of its fields', async () => {
  const error = await refusalOf('receive-payment', { case: 'c', payment: '', cents: -5, on: 'tomorrow' });
  expect(error).toBeInstanceOf(InvalidInput);
  expect(error).toMatchObject({ name: 'InvalidInput' });
  expect(String(error)).toBe(
    'InvalidInput: receive-payment: payment: too_small; cents: too_small; on: invalid_format',
  );
});

test.each<[string, unknown]>([
  ['open-case', { creditor: 'x', claims: [{ ...exampleClaim(), email: 7, country: 'Nederland', name: 12 }] }],
  ['open-case', { creditor: 'x', claims: [exampleClaim(), exampleClaim({ debtorReference: 'D-2' })] }],
  ['open-case', { creditor: 'x', claims: [{ ...exampleClaim(), 'anna@example.nl': 'Anna de Vries' }] }],
  ['receive-reaction', { case: 'c', id: 'r', channel: 'page', reaction: { what: 'Anna de Vries' } }],
  ['receive-reaction', { case: 'c', id: 'r', channel: 'Anna de Vries', reaction: { what: 'hardship' } }],
  ['close-task', { case: 'c', task: 't', ruling: { decision: 'Anna de Vries', by: 'h' } }],
  ['write-message', 'Anna de Vries'],
])('a refusal by %s quotes nothing of what it was given', async (name, input) => {
  const error = await refusalOf(name, input);
  expect(error).toBeInstanceOf(InvalidInput);
  for (const secret of ['Anna', 'anna@', 'Nederland', 'Voorbeeld', 'D-2', '+316']) {
    expect(String(error)).not.toContain(secret);
  }
});

test('a field that nobody asked for is refused', async () => {
  expect(String(await refusalOf('sweep', { more: 1 }))).toBe('InvalidInput: sweep: input: unrecognized_keys');
});

test('what a function gives is checked as well', async () => {
  const faulty = defineFunction({
    name: 'faulty',
    input: z.strictObject({}),
    output: z.strictObject({ booked: z.boolean() }),
    handle: () => async () => ({ booked: 'Anna de Vries' as unknown as boolean }),
  });
  const error = await run(faulty as FunctionDefinition, ports, {}).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'ZodError' });
  expect(String(error)).not.toContain('Anna');
});
