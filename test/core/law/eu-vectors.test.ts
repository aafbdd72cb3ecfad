import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { isValidIBAN } from 'ibantools';
import { expect, it } from 'vitest';
import { epcPayload, isCreditorReference } from '../../../adapters/render/epc-qr.ts';
import { Confidence } from '../../../core/case/entry.ts';
import { mandateLapsesOn, preNotificationBy, refundableUntil, stopsPlan } from '../../../core/law/eu.ts';

type Row = Record<'id' | 'command' | 'options' | 'expected' | 'source' | 'confidence', string>;

const rows: Row[] = parse(readFileSync(new URL('../../law/vectors/payments/eu.csv', import.meta.url)), {
  columns: true,
});

function answer(command: string, text: string): Record<string, unknown> {
  const one = { type: 'string' } as const;
  const { values: o } = parseArgs({
    args: text.split(' '),
    options: {
      ...{ collect: one, 'agreed-days': one, scheme: one, unauthorised: { type: 'boolean' } as const },
      ...{ 'last-used': one, returned: one, iban: one, reference: one, amount: one, name: one },
    },
  });
  const { iban = '', reference = '' } = o;
  switch (command) {
    case 'direct-debit': {
      const { collect = '', 'agreed-days': agreed, scheme, 'last-used': used, returned } = o;
      if (used) return { lapsesOn: mandateLapsesOn(used) };
      if (returned) return { stopsPlan: stopsPlan(returned) };
      if (!scheme) return { announceBy: preNotificationBy(collect, agreed ? Number(agreed) : undefined) };
      const until = refundableUntil(collect, scheme === 'b2b' ? 'b2b' : 'core', !o.unauthorised);
      return { refundableUntil: until ?? null };
    }
    case 'iban':
      return { valid: isValidIBAN(iban) };
    case 'reference':
      return { valid: isCreditorReference(reference) };
    case 'payment-code': {
      const transfer = { iban, reference, name: o.name ?? '', cents: Number(o.amount) * 100 };
      return { lines: epcPayload(transfer).split('\n') };
    }
    default:
      throw new Error(`No such question: ${command}`);
  }
}

it.each(rows)('$id: $command $options', ({ command, options, expected }) => {
  expect(answer(command, options)).toEqual(JSON.parse(expected));
});

it('the table has each case once, with a source and how sure it is', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  for (const { id, source, confidence } of rows) {
    expect(source, id).not.toBe('');
    expect(Confidence.safeParse(confidence).success, id).toBe(true);
  }
});
