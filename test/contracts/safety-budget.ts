import { describe, expect, test } from 'vitest';
import { packFor } from '../../core/law/packs.ts';
import { sum } from '../../core/money/cents.ts';
import { foldPerson } from '../../core/person/person.ts';
import { safetyBudget } from '../../core/person/safety-budget.ts';
import { waysTo } from '../../core/person/ways.ts';
import type { PersonJournal, Secrets } from '../../core/ports.ts';
import { makeCreditor } from '../core/make-ports.ts';

/** What persons' journals make possible, whatever their technology: many creditors count, and none of them too much. */
export function safetyBudgetContract(make: () => Promise<{ persons: PersonJournal }>): void {
  const clock = { now: () => '2026-01-05T09:00:00Z' };
  const secrets = { ids: 'test: not a secret' } as Secrets;
  const limits = { day: 3, week: 99, month: 99, costs: 1_000, perContact: 0 };

  /** One decision of one of three creditors, about somebody who has one mailbox. */
  const decide = (persons: PersonJournal, number: number) =>
    safetyBudget(
      { persons, clock, secrets },
      {
        id: `p-${number % 3}`,
        person: foldPerson([]),
        details: { reference: `D-${number % 3}`, email: 'jo@example.org' },
        creditor: makeCreditor({ budget: limits }),
        pack: packFor('NL'),
      },
    );
  const mailbox = async (persons: PersonJournal) => {
    const [way = ''] = waysTo(secrets.ids, { reference: '', email: 'jo@example.org' });
    return foldPerson(await persons.read(way));
  };
  const twelve = Array.from({ length: 12 }, (_, number) => number);

  describe('the safety budget', () => {
    test('lets through as many contacts as it may, of all that come at once', async () => {
      const { persons } = await make();
      const blocks = await Promise.all(
        twelve.map((number) =>
          decide(persons, number).countContact({ case: 'c', contact: `k${number}`, channel: 'email' }),
        ),
      );
      expect(blocks.filter((block) => block === undefined)).toHaveLength(3);
      expect(new Set(blocks.map((block) => block?.reason))).toEqual(
        new Set([undefined, 'too-many-contacts']),
      );
      expect((await mailbox(persons)).counted).toHaveLength(3);
    });

    test('lets through no more costs than it may, of all that come at once, and all of them', async () => {
      const { persons } = await make();
      const taken = await Promise.all(
        twelve.map((number) => decide(persons, number).takeCosts(`k${number}`, 150)),
      );
      expect(taken.filter((cents) => cents === 150)).toHaveLength(6);
      expect(taken.reduce((sum, cents) => sum + cents, 0)).toBe(1_000);
      expect(sum((await mailbox(persons)).costs)).toBe(1_000);
      expect(await decide(persons, 0).costsLeft()).toBe(0);
    });

    test('takes the costs of a notice once, however often they are charged', async () => {
      const { persons } = await make();
      expect(await decide(persons, 0).takeCosts('k1', 400)).toBe(400);
      expect(await decide(persons, 0).takeCosts('k1', 400)).toBe(400);
      expect(await decide(persons, 0).costsLeft()).toBe(600);
    });
  });
}
