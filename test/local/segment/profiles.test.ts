import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runArm } from '../../../bench/compare-profiles.ts';
import { confusionOf, gainsOf } from '../../../bench/gains.ts';
import { inventDebtors } from '../../../bench/invent-debtors.ts';
import { plotProfiles } from '../../../bench/plot-profiles.ts';
import type { Profile } from '../../../core/case/words.ts';
import { drawFrom } from '../../../core/score/draw.ts';
import { tellFit } from '../../../local/segment/fit.ts';
import type { Traits } from '../../../local/world/traits.ts';
import { trueProfile } from '../../../local/world/true-profile.ts';
import { exampleCreditor } from '../../functions/make-laptop.ts';
import { emptyFolder } from '../amicable.ts';

const able: Traits = {
  means: 0.8,
  willingness: 1,
  memory: 0.9,
  prefers: 'email',
  badAddress: new Set(),
};

test.each<[string, Partial<Traits>, number, Profile | undefined]>([
  ['can pay and answers most messages', {}, 48_000, 'quick-payer'],
  ['can pay and forgets', { memory: 0.4 }, 48_000, 'late-payer'],
  ['owes a cent more than a month leaves', {}, 48_001, 'arranger'],
  ['owes more and has next to nothing', { means: 0.1 }, 10_000, 'problem-payer'],
  ['owes more and answers hardly anything', { memory: 0.35, willingness: 0.25 }, 90_000, 'problem-payer'],
  ['never says a word', { special: 'silent' }, 1_000, 'problem-payer'],
  ['disputes: it is no question of paying', { special: 'disputes' }, 1_000, undefined],
])('the true profile of somebody who %s', (_, traits, cents, profile) => {
  expect(trueProfile({ ...able, ...traits }, cents)).toBe(profile);
});

describe('150 invented debtors with profiles and with one journey for all', async () => {
  const folder = emptyFolder();
  const from = '2026-01-05';
  const { csv, debtors } = inventDebtors(150, 1, from);
  const portfolio = join(folder, 'debtors.csv');
  writeFileSync(portfolio, csv);
  const options = { portfolio, debtors, creditor: exampleCreditor(), from, seed: 1 };
  const profiles = await runArm({ ...options, profiles: true });
  const without = await runArm({ ...options, profiles: false });
  const pairs = debtors.flatMap(({ hidden }, at) =>
    hidden ? [[hidden, profiles.came[at]?.first as Profile] as const] : [],
  );
  const first = confusionOf(pairs, drawFrom(1));
  const gains = gainsOf(profiles.came, without.came, drawFrom(1));

  test('the audit finds nothing in either', () => {
    expect([profiles.breaches, without.breaches]).toEqual([0, 0]);
  });

  test('what is hidden is in no file', () => {
    expect(csv).not.toMatch(/payer|arranger|means|willing|memory/);
  });

  test('the same debtors owe the same', () => {
    const principals = ({ came }: typeof profiles) => came.map(({ principal }) => principal);
    expect(principals(profiles)).toEqual(principals(without));
    expect(principals(profiles)).toEqual(debtors.map(({ cents }) => cents));
  });

  test('one journey for all begins with the late payer’s for everybody', () => {
    expect(new Set(without.came.map((came) => came.first))).toEqual(new Set(['late-payer']));
    expect(new Set(profiles.came.map((came) => came.first)).size).toBeGreaterThan(2);
  });

  test('every debtor of whom it is a question of paying is in the table once', () => {
    const cells = Object.values(first.counts).flatMap((row) => Object.values(row));
    expect(cells.reduce((a, b) => a + b, 0)).toBe(first.debtors);
    expect(first.debtors).toBe(debtors.filter(({ hidden }) => hidden).length);
    expect(first.accuracy).toBeGreaterThanOrEqual(first.interval[0]);
    expect(first.accuracy).toBeLessThanOrEqual(first.interval[1]);
  });

  test('differences are the one less the other, with intervals around them', () => {
    for (const { name, with: a, without: b, difference, interval } of gains) {
      expect(difference, name).toBeCloseTo(a - b, 10);
      expect(interval[0], name).toBeLessThanOrEqual(interval[1]);
    }
    const contacts = gains.find(({ name }) => name === 'asks and notices a case');
    const sum = profiles.came.reduce((all, came) => all + came.contacts, 0);
    expect(contacts?.with).toBeCloseTo(sum / 150, 10);
  });

  test('nothing is gained over oneself', () => {
    for (const { difference, interval } of gainsOf(without.came, without.came, drawFrom(2)))
      expect([difference, ...interval]).toEqual([0, 0, 0]);
  });

  test('too few for cut-offs of their own: the usual ones stand, and it is said why', () => {
    expect(tellFit(profiles.fit)).toContain('are too few');
    expect(tellFit(profiles.fit)).toContain('0 cases would have begun with another profile.');
    expect(profiles.fit.cases).toBe(150);
  });

  test('tables and differences are drawn', () => {
    const paths = plotProfiles(join(folder, 'plots'), first, first, gains);
    expect(paths).toHaveLength(3);
    for (const path of paths) expect(readFileSync(path, 'utf8')).toMatch(/^<svg[^>]*aria-label="/);
  });
});
