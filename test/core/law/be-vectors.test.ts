import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { momentOn } from '../../../core/calendar/moment.ts';
import { Confidence } from '../../../core/case/entry.ts';
import type { ClaimBasis, PersonKind } from '../../../core/case/words.ts';
import { BeSettings, beWith } from '../../../core/law/be.ts';
import { ceilingOfDamages } from '../../../core/law/be-costs.ts';
import { type ReminderAsked, reminderCeiling } from '../../../core/law/be-reminders.ts';
import type { Approach, Interruption, LawCreditor, Pack } from '../../../core/law/law.ts';
import { allocate } from '../../../core/money/allocate.ts';

// The public table speaks the command line's options; here they are put to the pack itself.

type Row = Record<'id' | 'command' | 'options' | 'expected' | 'source' | 'confidence', string>;

const rows: Row[] = parse(readFileSync(new URL('../../law/vectors/be.csv', import.meta.url)), {
  columns: true,
});

function optionsOf(text: string) {
  const one = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    args: text.split(' '),
    options: {
      ...{ person: one, on: one, principal: many, 'damages-flat': one, 'damages-rate': one },
      ...{ 'terms-not-cleared': { type: 'boolean' } as const, channel: one, posted: one },
      ...{ rate: one, from: one, to: one, at: one, kind: one, sector: one, due: one },
      ...{ interrupted: one, how: one, costs: one, interest: one, payment: one, setting: many },
      ...{ delivery: one, 'due-date': one, reminder: one, postage: one },
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
  const pairs = setting.map((pair): [string, unknown] => {
    const [name = '', value = ''] = pair.split('=');
    return [name, /^(true|false|\d+)$/.test(value) ? JSON.parse(value) : value];
  });
  return beWith(BeSettings.parse(Object.fromEntries(pairs)));
}

function creditorOf(o: Options): LawCreditor {
  const damages = o['damages-flat'] && { flat: cents(o['damages-flat']), rate: cents(o['damages-rate']) };
  return {
    termsCleared: !o['terms-not-cleared'],
    canReclaimVat: true,
    outsourced: false,
    ...(damages && { damages }),
    ...(o.rate && { interestRate: cents(o.rate) }),
  };
}

function answer(command: string, o: Options): Record<string, unknown> {
  const pack = packOf(o);
  const person = persons[o.person ?? 'consumer'] ?? 'consumer';
  const { on = '', principal = [], channel = '', from = '', to = '' } = o;
  switch (command) {
    case 'costs': {
      const { value } = pack.costs(person, principal.map(cents), creditorOf(o), on);
      const ceiling = ceilingOfDamages(
        principal.reduce((sum, one) => sum + cents(one), 0),
        on,
      );
      return { costs: euros(value.cents), vat: euros(value.vat), ceiling: euros(ceiling.value) };
    }
    case 'interest': {
      const asked = { principal: cents(principal[0]), since: from, from, to };
      return { interest: euros(pack.interest(person, asked, creditorOf(o)).value.cents) };
    }
    case 'notice':
      return { ...pack.noticeTerm(person, channel === 'letter' ? 'letter' : 'email', o.posted ?? '').value };
    case 'contact': {
      const [day = '', time = ''] = (o.at ?? '').split('T');
      const [hour, minute] = time.split(':').map(Number);
      const moment = momentOn(day, (hour ?? 0) * 60 + (minute ?? 0), pack.zone);
      return { allowed: pack.contactFrom(person, moment, channel as Approach).value === moment };
    }
    case 'limitation': {
      const { kind, sector, due = '', interrupted, how = 'demand' } = o;
      const claim = { claim: 'c1', principal: 1, dueOn: due, agreedTerm: true, remindedUntil: [] };
      const facts = { ...claim, basis: kind as ClaimBasis, ...(sector && { sector }) };
      const interruptions = interrupted ? [{ on: interrupted, how: how as Interruption['how'] }] : [];
      const { value } = pack.barredFrom(person, facts, interruptions);
      return { barred: on >= value, from: value };
    }
    case 'allocate': {
      const open = {
        costs: cents(o.costs),
        interest: cents(o.interest),
        principal: cents(principal[0]),
      };
      const order = pack.allocationOrder().value;
      const debt = { claim: 'c1', open, dueOn: '2026-01-01', rate: 0 };
      const { parts } = allocate(cents(o.payment), [debt], order);
      return Object.fromEntries(parts.map((part) => [part.bucket, euros(part.cents)]));
    }
    case 'reminder': {
      const asked = {
        delivery: o.delivery as ReminderAsked['delivery'],
        dueDate: Number(o['due-date']),
        reminder: Number(o.reminder),
        postage: cents(o.postage),
      };
      return { ceiling: euros(reminderCeiling(asked, on).value) };
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
