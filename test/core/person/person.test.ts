import { describe, expect, test } from 'vitest';
import { changePerson, foldPerson } from '../../../core/person/person.ts';
import type { PersonFact } from '../../../core/person/person-entry.ts';
import type { PersonJournal } from '../../../core/ports.ts';
import { makePorts } from '../make-ports.ts';

const optOut: PersonFact = { kind: 'opted-out', channel: 'sms' };

async function personWith(...facts: PersonFact[]) {
  const ports = makePorts();
  await changePerson(ports, 'p-1', 'once', () => facts);
  return foldPerson(await ports.persons.read('p-1'));
}

describe('a person', () => {
  test('without entries is nobody special', async () => {
    const person = await personWith();
    expect([person.seq, person.circumstances.size, person.optedOut.size, person.counted]).toEqual([
      0,
      0,
      0,
      [],
    ]);
  });

  test.each<[string, PersonFact[], 'circumstances' | 'optedOut' | 'failedAddresses', string[]]>([
    [
      'a circumstance',
      [{ kind: 'circumstance-reported', circumstance: 'minor' }],
      'circumstances',
      ['minor'],
    ],
    [
      'a circumstance that was lifted',
      [
        { kind: 'circumstance-reported', circumstance: 'minor' },
        { kind: 'circumstance-lifted', circumstance: 'minor' },
      ],
      'circumstances',
      [],
    ],
    ['an opt-out', [optOut], 'optedOut', ['sms']],
    ['an opt-out that was taken back', [optOut, { kind: 'opted-in', channel: 'sms' }], 'optedOut', []],
    ['an address that failed', [{ kind: 'address-failed', channel: 'email' }], 'failedAddresses', ['email']],
    [
      'an address that was renewed',
      [
        { kind: 'address-failed', channel: 'email' },
        { kind: 'address-changed', channel: 'email' },
      ],
      'failedAddresses',
      [],
    ],
  ])('is known by %s', async (_, facts, field, expected) => {
    expect([...(await personWith(...facts))[field]]).toEqual(expected);
  });
});

test('easier words hold until the usual ones are wanted again', async () => {
  const easy: PersonFact = { kind: 'words-chosen', words: 'easy' };
  expect((await personWith()).easyWords).toBe(false);
  expect((await personWith(easy)).easyWords).toBe(true);
  expect((await personWith(easy, { kind: 'words-chosen', words: 'usual' })).easyWords).toBe(false);
});

describe('a fact about a person', () => {
  test('is written once a cause, however often and however much at once it comes', async () => {
    const ports = makePorts();
    await Promise.all(
      Array.from({ length: 20 }, () => changePerson(ports, 'p-1', 'reaction:1', () => [optOut])),
    );
    expect(await ports.persons.read('p-1')).toHaveLength(1);
  });

  test('of another cause is decided again when somebody else was first', async () => {
    const ports = makePorts();
    const seqs = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        changePerson(ports, 'p-1', `cause-${index}`, (person) => [
          { kind: 'contact-counted', case: 'c', contact: `k${person.counted.length + 1}`, channel: 'email' },
        ]),
      ),
    );
    expect(seqs).toHaveLength(10);
    const person = foldPerson(await ports.persons.read('p-1'));
    expect(person.counted.map(({ contact }) => contact)).toEqual(
      Array.from({ length: 10 }, (_, i) => `k${i + 1}`),
    );
  });

  test('that was written although the answer was lost is not written again', async () => {
    const ports = makePorts();
    let lost = false;
    const persons: PersonJournal = {
      read: (stream, after) => ports.persons.read(stream, after),
      append: async (item) => {
        const result = await ports.persons.append(item);
        if (lost) return result;
        lost = true;
        throw new Error('time-out');
      },
    };
    const once = () => changePerson({ ...ports, persons }, 'p-1', 'reaction:1', () => [optOut]);
    await expect(once()).rejects.toThrow('time-out');
    expect((await once()).optedOut.has('sms')).toBe(true);
    expect(await ports.persons.read('p-1')).toHaveLength(1);
  });
});
