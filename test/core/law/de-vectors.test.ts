import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { momentOn } from '../../../core/calendar/moment.ts';
import { Confidence } from '../../../core/case/entry.ts';
import type { ClaimBasis, PersonKind } from '../../../core/case/words.ts';
import { DeSettings, deWith } from '../../../core/law/de.ts';
import type { Approach, Interruption, Pack } from '../../../core/law/law.ts';

// The public table speaks the command line's options; here they are put to the pack itself.

type Row = Record<'id' | 'command' | 'options' | 'expected' | 'source' | 'confidence', string>;

const rows: Row[] = parse(readFileSync(new URL('../../law/vectors/de.csv', import.meta.url)), {
  columns: true,
});

function optionsOf(text: string) {
  const one = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args: text.split(' '),
    options: {
      ...{ person: one, on: one, principal: many, setting: many, outsourced: flag },
      ...{ 'vat-not-reclaimable': flag, 'terms-not-cleared': flag, channel: one, posted: one },
      ...{ from: one, to: one, at: one, kind: one, due: one, interrupted: one, how: one },
    },
  });
  return values;
}

type Options = ReturnType<typeof optionsOf>;

const cents = (amount = '0') => Math.round(Number(amount) * 100);
const euros = (cents: number) => (cents / 100).toFixed(2);
const persons: Record<string, PersonKind> = {
  consumer: 'consumer',
  business: 'natural-business',
  legal: 'legal',
};

function packOf({ setting = [] }: Options): Pack {
  const read: Record<string, (value: string) => unknown> = {
    workedOutBaseRate: (value) => value === 'true',
    factor: Number,
    states: (value) => value.split('+'),
  };
  const pairs = setting.map((pair): [string, unknown] => {
    const [name = '', value = ''] = pair.split('=');
    return [name, read[name]?.(value) ?? value];
  });
  return deWith(DeSettings.parse(Object.fromEntries(pairs)));
}

function answer(command: string, o: Options): Record<string, unknown> {
  const pack = packOf(o);
  const person = persons[o.person ?? ''] ?? 'consumer';
  const { on = '', principal = [], channel = '', from = '', to = '' } = o;
  switch (command) {
    case 'costs': {
      const creditor = {
        termsCleared: !o['terms-not-cleared'],
        canReclaimVat: !o['vat-not-reclaimable'],
        outsourced: o.outsourced ?? false,
      };
      const { value } = pack.costs(person, principal.map(cents), creditor, on);
      return {
        costs: euros(value.cents - value.vat),
        vat: euros(value.vat),
        total: euros(value.cents),
      };
    }
    case 'interest': {
      const asked = { principal: cents(principal[0]), since: from, from, to };
      return { interest: euros(pack.interest(person, asked).value.cents) };
    }
    case 'notice': {
      const term = pack.noticeTerm(person, channel === 'letter' ? 'letter' : 'email', o.posted ?? '').value;
      return { delivered: term.deliveredOn, lastFreeDay: term.lastFreeDay, costsFrom: term.costsFrom };
    }
    case 'contact': {
      const [day = '', time = ''] = (o.at ?? '').split('T');
      const [hour, minute] = time.split(':').map(Number);
      const moment = momentOn(day, (hour ?? 0) * 60 + (minute ?? 0), pack.zone);
      return { allowed: pack.contactFrom(person, moment, channel as Approach).value === moment };
    }
    case 'limitation': {
      const { kind, due = '', interrupted, how } = o;
      const claim = { claim: 'c1', principal: 1, dueOn: due, agreedTerm: true, remindedUntil: [] };
      const interruptions = interrupted ? [{ on: interrupted, how: how as Interruption['how'] }] : [];
      const { value } = pack.barredFrom(person, { ...claim, basis: kind as ClaimBasis }, interruptions);
      return { barred: on >= value, from: value };
    }
    default:
      throw new Error(`No such question: ${command}`);
  }
}

it.each(rows)('$id: $command $options', ({ command, options, expected }) => {
  expect(answer(command, optionsOf(options))).toMatchObject(JSON.parse(expected));
});

it('the table has each case once, with a source and how sure it is', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  for (const { id, source, confidence } of rows) {
    expect(source, id).not.toBe('');
    expect(Confidence.safeParse(confidence).success, id).toBe(true);
  }
});
