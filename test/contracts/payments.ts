import { describe, expect, test } from 'vitest';
import type { Payments, PaymentWish } from '../../core/ports.ts';

/** What a provider sends to our webhook. */
interface Webhook {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** A provider at which nobody has paid yet, on the sixth of January 2026. */
export interface MadePayments {
  payments: Payments;
  /** What a payer does on the page to which `begin` led, and what the provider then tells us, if anything. */
  choose(url: string, what: 'paid' | 'cancelled' | 'failed' | 'reversed'): Promise<Webhook | undefined>;
}

/** What is promised of a provider through which debtors pay. */
export function paymentsContract(make: () => Promise<MadePayments>): void {
  const wish: PaymentWish = {
    id: 'wish-1',
    case: 'case-1',
    cents: 1_250,
    currency: 'EUR',
    shownOn: '2026-01-06',
    reference: 'RF18539007547034',
    description: 'Voorbeeld RF18539007547034',
    to: 'Derdengelden Voorbeeld',
    returnTo: 'https://betalen.example/p/case-1.1code',
  };

  /** A payment that was begun and paid, and the message that told so. */
  async function paid() {
    const made = await make();
    const { url } = await made.payments.begin(wish);
    const told = await made.choose(url, 'paid');
    if (!told) throw new Error('The provider told nothing of a payment.');
    return { ...made, url, told };
  }

  describe('a payment at a provider', () => {
    test('is begun once for a wish, however often somebody presses the button', async () => {
      const { payments } = await make();
      const urls = await Promise.all([1, 2, 3].map(async () => (await payments.begin(wish)).url));
      expect(new Set([...urls, (await payments.begin(wish)).url]).size).toBe(1);
      expect((await payments.begin({ ...wish, id: 'wish-2' })).url).not.toBe(urls[0]);
    });

    test.each(['cancelled', 'failed'] as const)('that is %s begins anew', async (what) => {
      const { payments, choose } = await make();
      const { url } = await payments.begin(wish);
      await choose(url, what);
      expect(await payments.find('wish-1')).toMatchObject({ state: what });
      expect((await payments.begin(wish)).url).not.toBe(url);
      expect(await payments.find('wish-1')).toMatchObject({ state: 'open' });
    });

    test('is found under our id, with the id under which it is booked', async () => {
      const { payments, choose } = await make();
      expect(await payments.find('wish-1')).toBeUndefined();
      const { url } = await payments.begin(wish);
      const of = { case: 'case-1', cents: 1_250 };
      expect(await payments.find('wish-1')).toMatchObject({ ...of, state: 'open' });
      const told = await choose(url, 'paid');
      const news = told && (await payments.read(told.headers, told.body));
      const payment = news && 'payment' in news && news.payment;
      expect(await payments.find('wish-1')).toEqual({ ...of, state: 'paid', payment });
      expect((await payments.begin(wish)).url).toBe(url);
    });

    test('is told with case, amount and day, and under the same id when it is told again', async () => {
      const { payments, told } = await paid();
      const news = await payments.read(told.headers, told.body);
      expect(news).toEqual({
        told: 'paid',
        payment: expect.stringMatching(new RegExp(`^${payments.provider}:.`)),
        case: 'case-1',
        cents: 1_250,
        currency: 'EUR',
        on: '2026-01-06',
        shownOn: '2026-01-06',
      });
      expect(await payments.read(told.headers, told.body)).toEqual(news);
    });

    test('that is taken back is told so, under its id', async () => {
      const { payments, choose, url, told } = await paid();
      const back = await choose(url, 'reversed');
      const before = await payments.read(told.headers, told.body);
      expect(back && (await payments.read(back.headers, back.body))).toEqual({
        told: 'reversed',
        payment: 'payment' in before && before.payment,
        case: 'case-1',
        cents: 1_250,
        currency: 'EUR',
        on: '2026-01-06',
        reason: expect.stringMatching(/./),
      });
    });

    test('that somebody else tells is not believed', async () => {
      const { payments, told } = await paid();
      const more = told.body.replace('1250', '9250');
      expect(more).not.toBe(told.body);
      expect(await payments.read(told.headers, more)).toEqual({ refused: 'signature' });
      expect(await payments.read({}, told.body)).toEqual({ refused: 'signature' });
      expect(await payments.read({}, '')).toEqual({ refused: 'signature' });
    });
  });
}
