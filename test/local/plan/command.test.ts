import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addPlan } from '../../../local/plan/command.ts';

/** What the command prints, in this process. */
function plan(...words: string[]): string {
  let printed = '';
  const program = new Command('amicable').exitOverride().configureOutput({ writeErr: () => undefined });
  addPlan(program, (text) => {
    printed = text;
  });
  program.parse(['plan', '--on', '2026-01-05', ...words], { from: 'user' });
  return printed;
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
