import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { isValidIBAN } from 'ibantools';
import { expect, it } from 'vitest';
import { epcPayload, isCreditorReference } from '../../../adapters/render/epc-qr.ts';
import { Confidence } from '../../../core/case/entry.ts';
import { structuredDigits } from '../../../core/law/be-reference.ts';
import { askLaw } from '../../law/ask.ts';

type Row = Record<'id' | 'command' | 'options' | 'expected' | 'source' | 'confidence', string>;

const rows: Row[] = parse(readFileSync(new URL('../../law/vectors/payments/eu.csv', import.meta.url)), {
  columns: true,
});

async function answer(command: string, text: string): Promise<Record<string, unknown>> {
  const args = text.split(' ');
  if (command === 'direct-debit') return await askLaw(command, ...args);
  const one = { type: 'string' } as const;
  const { values: o } = parseArgs({ args, options: { iban: one, reference: one, amount: one, name: one } });
  const { iban = '', reference = '' } = o;
  switch (command) {
    case 'iban':
      return { valid: isValidIBAN(iban) };
    case 'reference':
      return { valid: isCreditorReference(reference) || structuredDigits(reference) !== undefined };
    case 'payment-code': {
      const transfer = { iban, reference, name: o.name ?? '', cents: Number(o.amount) * 100 };
      return { lines: epcPayload(transfer).split('\n') };
    }
    default:
      throw new Error(`No such question: ${command}`);
  }
}

it.each(rows)('$id: $command $options', async ({ command, options, expected }) => {
  expect(await answer(command, options)).toMatchObject(JSON.parse(expected));
});

it('the table has each case once, with a source and how sure it is', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  for (const { id, source, confidence } of rows) {
    expect(source, id).not.toBe('');
    expect(Confidence.safeParse(confidence).success, id).toBe(true);
  }
});
