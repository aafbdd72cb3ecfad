import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plusDays } from '../../../core/calendar/moment.ts';
import { nl } from '../../../core/law/nl.ts';
import { accountOf } from '../../../local/law/account.ts';
import { plainCreditor } from '../../../local/law/flags.ts';
import { askLaw } from '../../law/ask.ts';

const claim = ['--principal', '1000', '--due', '2026-01-15', '--agreed-term'];

it('before any notice it is principal and interest', async () => {
  expect(await askLaw('statement', ...claim, '--on', '2026-03-16')).toMatchObject({
    principal: '1000.00',
    interest: '6.47', // 59 days at 4 %
    costs: '0.00',
    outstanding: '1006.47',
    defaultFrom: '2026-01-16',
  });
});

it('what is paid within the term takes its part of the costs away', async () => {
  const words = ['--posted', '2026-03-06', '--payment', '2026-03-20=600', '--on', '2026-04-01'];
  const found = await askLaw('statement', ...claim, ...words);
  // 63 days of 4 % are paid first: 1000.00 and 6.90 less 600.00 leave 406.90 of principal.
  expect(found).toMatchObject({ costs: '61.04', paid: '600.00', lastFreeDay: '2026-03-24' });
});

it('costs come after our buffer, not on the last free day', async () => {
  const on = (day: string) => askLaw('statement', ...claim, '--posted', '2026-03-06', '--on', day);
  expect(await on('2026-03-27')).toMatchObject({ costs: '0.00' });
  expect(await on('2026-03-28')).toMatchObject({ costs: '150.00' });
});

it('a notice that left before default brings no costs, and the statement says so', async () => {
  const words = [
    '--principal',
    '1000',
    '--due',
    '2026-01-15',
    '--posted',
    '2026-03-06',
    '--on',
    '2026-05-01',
  ];
  expect(await askLaw('statement', ...words)).toMatchObject({
    costs: '0.00',
    interest: '0.00',
    notice: expect.stringContaining('before default'),
  });
});

it('adds up to the cent, whatever was paid and when', () => {
  const payment = fc.record({
    days: fc.integer({ min: 0, max: 300 }),
    cents: fc.integer({ min: 1, max: 80_000 }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500_000 }),
      fc.array(payment, { maxLength: 5 }),
      fc.constantFrom('consumer' as const, 'legal' as const),
      (principal, payments, person) => {
        const { lines, open, paid, credit } = accountOf(nl, {
          person,
          creditor: plainCreditor,
          principal,
          dueOn: '2026-01-15',
          agreedTerm: true,
          remindedUntil: [],
          notice: { channel: 'letter', on: '2026-02-02' },
          payments: payments.map(({ days, cents }) => ({ on: plusDays('2026-01-15', days), cents })),
          on: '2026-11-22',
        });
        const total = payments.reduce((sum, { cents }) => sum + cents, 0);
        const charged = lines.reduce((sum, line) => sum + (line.what === 'payment' ? 0 : line.cents), 0);
        expect(paid + credit).toBe(total);
        expect(open.principal + open.interest + open.costs).toBe(charged - paid);
        expect(Math.min(open.principal, open.interest, open.costs, credit)).toBeGreaterThanOrEqual(0);
        expect(lines.map(({ on }) => on)).toEqual(lines.map(({ on }) => on).sort());
      },
    ),
  );
});
