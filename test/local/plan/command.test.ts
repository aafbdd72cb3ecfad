import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../adapters/local/database.ts';
import { load } from '../../../core/case/change.ts';
import { stateMeans } from '../../../core/plan/stated-means.ts';
import { createLaptop } from '../../../local/laptop.ts';
import { addPlan } from '../../../local/plan/command.ts';
import { CREDITOR, exampleClaim, exampleCreditor, START } from '../../functions/make-laptop.ts';
import { emptyFolder } from '../amicable.ts';

/** What the command prints, in this process. */
function plan(...words: string[]): string {
  const told = tellPlan();
  told.program.parse(['plan', '--on', '2026-01-05', ...words], { from: 'user' });
  return told.printed();
}

function tellPlan() {
  let printed = '';
  const program = new Command('amicable').exitOverride().configureOutput({ writeErr: () => undefined });
  addPlan(program, (text) => {
    printed = text;
  });
  return { program, printed: () => printed };
}
const asked = (...words: string[]) => JSON.parse(plan(...words, '--json'));

test('tells every day and amount, the recommended plan first', () => {
  const found = asked('--balance', '250.01', '--means', '100', '--running', '50', '--pay-day', 'last');
  expect(found).toMatchObject({ on: '2026-01-05', balance: '250.01', means: '50.00', estimated: false });
  expect(found.proposals[0]).toEqual({
    recommended: true,
    answer: 'at-once',
    reason: 'Within what the creditor agrees at once.',
    months: 6,
    total: '250.01',
    cost: '0.00',
    instalments: [
      { on: '2026-01-31', amount: '41.67' },
      { on: '2026-02-28', amount: '41.67' },
      { on: '2026-03-31', amount: '41.67' },
      { on: '2026-04-30', amount: '41.67' },
      { on: '2026-05-31', amount: '41.67' },
      { on: '2026-06-30', amount: '41.66' },
    ],
  });
});

test('reckons with an income and what the law leaves of it', () => {
  const words = ['--balance', '500', '--income', '1800', '--attachment-free', '1700'];
  expect(asked(...words)).toMatchObject({ means: '100.00', estimated: false });
  expect(asked('--balance', '500', '--income', '1800')).toMatchObject({ means: '90.00' });
  expect(asked('--balance', '500')).toMatchObject({ means: '50.00', estimated: true });
});

test('says it in words, debt help included', () => {
  expect(plan('--balance', '600', '--pay-day', '25')).toContain(
    'Recommended: 6 × €100.00, from 2026-01-25 to 2026-06-25, €600.00 in all, nothing extra: agreed at once.',
  );
  const beyond = plan('--balance', '600', '--means', '30.00');
  expect(beyond).toContain('20 × €30.00');
  expect(beyond).toContain('Debt help is suggested.');
});

test.each([
  ['two ways to say what can be paid', ['--means', '100', '--income', '1800'], 'Either --means or --income'],
  ['a part of no income', ['--attachment-free', '1700'], 'part of an --income'],
  ['an amount that is none', ['--means', 'some'], 'that is no amount'],
  ['a day that no month has', ['--pay-day', '32'], 'from 1 to 31, or last'],
])('refuses %s', (_, words, why) => {
  expect(() => plan('--balance', '600', ...words)).toThrow(why);
});

test('of a case reads what is owed and what somebody said they can spare', async () => {
  const file = join(emptyFolder(), 'run.db');
  const laptop = createLaptop(openDatabase(file), START, 'every-write');
  await laptop.creditors.put(exampleCreditor());
  const claims = [exampleClaim({ cents: 30_000 })];
  const { case: id } = (await laptop.invoke('open-case', { creditor: CREDITOR, claims })) as { case: string };
  await stateMeans(laptop.ports, await load(laptop.ports.journal, id), 6_000);
  const ask = async (...words: string[]) => {
    const told = tellPlan();
    await told.program.parseAsync(['plan', '--case', id, '--db', file, '--json', ...words], { from: 'user' });
    return JSON.parse(told.printed());
  };
  const found = await ask('--pay-day', '25');
  expect(found).toMatchObject({ on: '2026-01-05', balance: '300.00', means: '60.00', estimated: false });
  expect(found.proposals.map(({ months }: { months: number }) => months)).toEqual([6, 5]);
  await expect(ask('--means', '50')).rejects.toThrow('--case reads all of that from the case');
});

test('needs an amount or a case', () => {
  expect(() => plan()).toThrow('--balance, or a --case');
});
