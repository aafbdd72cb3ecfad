import { describe, expect, test } from 'vitest';
import { audit } from '../../../local/audit/audit.ts';
import { type RuleName, rules } from '../../../local/audit/rules.ts';
import { breakingArrangements } from './breaking-arrangements.ts';
import { breakingAsks } from './breaking-asks.ts';
import { breakingLaw } from './breaking-law.ts';
import { breakingMoney } from './breaking-money.ts';
import { breakingOrder } from './breaking-order.ts';
import { breachesIn, claimAdded, type MadeJournal, settledCase } from './make-journal.ts';

/** One journal per rule that breaks this rule and no other. A new rule does not compile without one. */
const breaking: Record<RuleName, () => MadeJournal> = {
  ...breakingOrder,
  ...breakingAsks,
  ...breakingMoney,
  ...breakingArrangements,
  ...breakingLaw,
};

function rulesBrokenBy(made: MadeJournal): string[] {
  return [...new Set(breachesIn(made).map((violation) => violation.rule))];
}

describe('an auditor who reads the books again', () => {
  test('finds nothing in a case that was settled after costs', () => {
    const made = settledCase();
    const { violations, totals } = audit({
      journals: [made],
      outbox: made.outbox,
      creditors: [made.creditor],
      now: '2026-12-01T09:00:00Z',
    });
    expect(violations).toEqual([]);
    expect(totals).toEqual({
      cases: 1,
      claims: 1,
      entries: made.entries.length,
      contacts: { email: 3, sms: 0, letter: 1 },
      cents: { principal: 100_000, interest: 1118, costs: 15_000, paid: 116_118, waived: 0, outstanding: 0 },
      outcomes: { settled: 1 },
    });
  });

  test.each(Object.keys(rules) as RuleName[])('tells of %s, and of nothing else', (rule) => {
    expect(rulesBrokenBy(breaking[rule]())).toEqual([rule]);
  });

  test('names case, entry and rule, and adds up all cases', () => {
    const clean = settledCase();
    const broken = breaking['claim-added-twice']();
    const { violations, totals } = audit({
      journals: [clean, { case: 'case-2', entries: broken.entries }],
      outbox: clean.outbox,
      creditors: [clean.creditor],
      now: broken.lastAt,
    });
    expect(violations).toEqual([{ case: 'case-2', seq: 5, rule: 'claim-added-twice' }]);
    expect(totals.outcomes).toEqual({ settled: 1, waiting: 1 });
    expect(totals.cents.principal).toBe(200_000);
  });

  test('finds messages that left for a case without a journal', () => {
    const outbox = [{ contact: 'x', case: 'nowhere', channel: 'email', at: '2026-01-05T09:00:00Z' }];
    const { violations } = audit({ journals: [], outbox, creditors: [], now: '2026-01-05T09:00:00Z' });
    expect(violations).toEqual([{ case: 'nowhere', seq: 0, rule: 'outbox-without-claimed', detail: 'x' }]);
  });

  test('reads the journals of persons as journals, and names the person', () => {
    const clean = settledCase();
    const entries = [
      { kind: 'opted-out', channel: 'email', seq: 1, at: '2026-12-01T09:00:00Z' },
      { kind: 'opted-out', channel: 'pigeon', seq: 3, at: '2026-12-01T09:00:00Z' },
    ];
    const { violations } = audit({
      journals: [clean],
      outbox: clean.outbox,
      creditors: [clean.creditor],
      persons: [{ person: 'p1', entries }],
      now: clean.lastAt,
    });
    expect(violations).toEqual([
      { case: 'p1', seq: 3, rule: 'sequence-broken', detail: 'expected 2' },
      { case: 'p1', seq: 3, rule: 'entry-unfit', detail: 'channel' },
    ]);
  });

  test('reads ten thousand cases of sixty entries in seconds', () => {
    const made = settledCase().add({ kind: 'reopened', reason: 'more to read' });
    while (made.entries.length < 60) made.add(claimAdded({ claim: `claim-${made.entries.length}` }));
    function* journals() {
      for (let index = 0; index < 10_000; index += 1) yield { case: `case-${index}`, entries: made.entries };
    }
    const started = performance.now();
    const { totals } = audit({
      journals: journals(),
      outbox: [],
      creditors: [made.creditor],
      now: made.lastAt,
    });
    expect(totals.entries).toBe(600_000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
