import * as z from 'zod/mini';
import { load, UnknownCase } from '../../core/case/change.ts';
import { bookMoney, UnknownPayment } from '../../core/money/book.ts';
import type { PaymentNews, Ports } from '../../core/ports.ts';
import { defineFunction } from '../define.ts';

const answer = (status: number, said: string) => ({ status, body: `${said}\n` });

/**
 * Hears a payment provider. What is booked stays booked however often it is told; what cannot be accepted writes
 * nothing and is told why, so that it can come again.
 *
 * 200: booked, known already, or nothing to book. 400, 401: cannot be accepted as it is. 404: no such provider.
 * 503: send it again.
 */
export const paymentWebhook = defineFunction({
  name: 'payment-webhook',
  input: z.strictObject({
    provider: z.string(),
    /** Names in small letters. */
    headers: z.record(z.string(), z.string()),
    /** As it came: what is signed is this, byte for byte. */
    body: z.string().check(z.maxLength(100_000)),
  }),
  output: z.strictObject({ status: z.int(), body: z.string() }),
  handle:
    (ports) =>
    async ({ provider, headers, body }) => {
      if (provider !== ports.payments.provider) return answer(404, 'There is no such provider.');
      const news = await ports.payments.read(headers, body);
      if ('refused' in news) {
        if (news.refused === 'signature') return answer(401, 'The signature is missing or not right.');
        if (news.refused === 'too-old')
          return answer(401, 'The timestamp is too far from now: sign it anew.');
        return answer(400, 'The signature is right, but the message cannot be understood.');
      }
      if (news.told === 'nothing') return answer(200, 'Nothing to book.');
      try {
        return await book(ports, news);
      } catch (error) {
        if (error instanceof UnknownCase) return answer(400, 'There is no such case.');
        if (error instanceof UnknownPayment) return answer(503, 'The payment must come before its reversal.');
        if (error instanceof Error && error.name === 'JournalBusy') return answer(503, 'Busy.');
        throw error;
      }
    },
});

async function book(ports: Ports, news: Exclude<PaymentNews, { told: 'nothing' }>) {
  const { currency } = await load(ports.journal, news.case);
  if (news.currency !== currency) return answer(400, 'The case is in another currency.');
  const booked = await bookMoney(ports, {
    case: news.case,
    payment: news.payment,
    cents: news.cents,
    on: news.on,
    ...(news.told === 'reversed' ? { reversed: { reason: news.reason } } : { shownOn: news.shownOn }),
  });
  return answer(200, booked ? 'Booked.' : 'Known already.');
}
