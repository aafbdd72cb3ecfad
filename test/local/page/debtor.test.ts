import { serve } from '@hono/node-server';
import { describe, expect, test } from 'vitest';
import { payLinkPath } from '../../../core/case/ids.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { debtorRoutes } from '../../../local/page/debtor.ts';
import { liveOn } from '../../../local/page/live.ts';
import { makeLaptop } from '../../functions/make-laptop.ts';
import { hiddenOf, textOf } from '../../functions/make-visitor.ts';

/** The routes of a laptop with one case, without a socket: the pretend bank reaches the webhook by the same app. */
async function made(options: Parameters<typeof makeLaptop>[0] = {}) {
  const laptop = await makeLaptop(options);
  await laptop.days(1);
  const live = liveOn(laptop, 'http://laptop.test');
  /** How often the webhook was told, and a chance to lose what is told. */
  const bank = { told: 0, lost: false };
  const app = debtorRoutes(live, async ({ url, ...init }) => {
    bank.told += 1;
    if (bank.lost) throw new Error('no connection');
    return await app.request(url, { method: 'POST', ...init });
  });
  const link = `/p/${payLinkPath(laptop.ports.secrets.links, laptop.case)}`;
  let cookie = '';
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await app.request(path, { ...init, headers: { ...init.headers, cookie } });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const body = await answer.text();
    return { status: answer.status, headers: answer.headers, body, text: textOf(body) };
  };
  const post = (path: string, fields: Record<string, string>) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  const path = (answer: { headers: Headers }) =>
    (answer.headers.get('location') ?? '').replace('http://laptop.test', '');
  return { laptop, app, bank, link, ask, post, path };
}

/** The same, at the bank, with a payment of an amount. */
async function atTheBank(amount?: string, options: Parameters<typeof makeLaptop>[0] = {}) {
  const world = await made(options);
  await world.post(world.link, { do: 'answer', answer: '1234AB' });
  const form = hiddenOf((await world.ask(`${world.link}/pay`)).body);
  const choice = amount === undefined ? { what: 'all' } : { what: 'other', amount };
  const bankPage = world.path(await world.post(`${world.link}/pay`, { ...form, ...choice }));
  return { ...world, bankPage };
}

describe('from the link to the thanks', () => {
  test('the page shows the payment that the webhook booked, and the journey stops asking', async () => {
    const { laptop, ask, post, path, bankPage } = await atTheBank();
    const bank = await ask(bankPage);
    for (const said of [
      'Pretend bank: nothing is really paid',
      '€45.00 to Derdengelden Voorbeeld Incasso',
      'RF',
    ]) {
      expect(bank.text).toContain(said);
    }
    const paid = await post(bankPage, { do: 'pay' });
    expect(paid.status).toBe(303);
    const back = await ask(path(paid));
    expect(back.text).toContain('Dank u wel. Wij hebben € 45,00 ontvangen.');
    expect(back.text).toContain('Alles is betaald. Dank u wel.');
    expect((await laptop.fold()).closed?.outcome).toBe('settled');
    // What follows had happened when the answer came: the journey was woken and has ended.
    expect(laptop.db.all("select id from executions where status = 'RUNNING'")).toEqual([]);
    await laptop.days(20);
    expect(laptop.steps()).toEqual(['first-reminder', 'thanks']);
  });

  test('an amount of their own leaves the rest open', async () => {
    const { laptop, ask, post, path, bankPage } = await atTheBank('12,50');
    const back = await ask(path(await post(bankPage, { do: 'pay' })));
    expect(back.text).toContain('Wij hebben € 12,50 ontvangen');
    expect(back.text).toContain('Nog open € 32,50');
    expect(outstanding(await laptop.fold())).toBe(3_250);
  });

  test('told twice it is booked once', async () => {
    const { laptop, post, bank, bankPage } = await atTheBank('10');
    const { text, status } = await post(bankPage, { do: 'pay-twice' });
    expect(status).toBe(200);
    expect(text).toContain('The webhook answered 200 Booked. The webhook answered 200 Known already.');
    expect(bank.told).toBe(2);
    expect(await laptop.all('payment-received')).toHaveLength(1);
  });

  test('a double click on "Pay" pays once', async () => {
    const { laptop, post, bankPage } = await atTheBank('10');
    const both = await Promise.all([post(bankPage, { do: 'pay' }), post(bankPage, { do: 'pay' })]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(await laptop.all('payment-received')).toHaveLength(1);
  });

  test.each([
    ['cancel', 'U heeft niet betaald. Dat geeft niet.'],
    ['fail', 'De betaling is niet gelukt. Er is geen geld afgeschreven.'],
  ])('after "%s" the page has a friendly word, and it can be tried again', async (wanted, said) => {
    const { laptop, ask, post, path, link, bank, bankPage } = await atTheBank();
    const back = await ask(path(await post(bankPage, { do: wanted })));
    expect(back.text).toContain(said);
    expect([bank.told, outstanding(await laptop.fold())]).toEqual([0, 4_500]);
    // The case has not moved, so that the form is the same: it begins a payment of its own nevertheless.
    const form = hiddenOf((await ask(`${link}/pay`)).body);
    const again = path(await post(`${link}/pay`, { ...form, what: 'all' }));
    expect(again).not.toBe(bankPage);
    await post(again, { do: 'pay' });
    expect((await laptop.fold()).closed?.outcome).toBe('settled');
  });

  test('what the webhook did not hear can be told again', async () => {
    const { laptop, ask, post, bank, link, bankPage } = await atTheBank('10');
    bank.lost = true;
    expect((await post(bankPage, { do: 'pay' })).text).toContain('it can be told again');
    const { body } = await ask(bankPage);
    const back = /href="http:\/\/laptop\.test([^"]+)"/.exec(body)?.[1] ?? '';
    expect((await ask(back)).text).toContain('De bank meldt dat u € 10,00 heeft betaald');
    bank.lost = false;
    expect((await post(bankPage, { do: 'tell' })).text).toContain('200 Booked.');
    expect((await ask(link)).text).toContain('Nog open € 35,00');
    expect(outstanding(await laptop.fold())).toBe(3_500);
  });

  test('money that is taken back is owed again', async () => {
    const { laptop, ask, post, path, bankPage } = await atTheBank();
    const back = path(await post(bankPage, { do: 'pay' }));
    expect((await post(bankPage, { do: 'take-back' })).text).toContain('200 Booked.');
    expect(outstanding(await laptop.fold())).toBe(4_500);
    const { text } = await ask(back);
    expect(text).toContain('door de bank teruggehaald');
    expect(text).not.toContain('Wij hebben € 45,00 ontvangen');
  });
});

describe('the routes', () => {
  test('really reach the webhook over HTTP', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    const live = liveOn(laptop, '');
    const app = debtorRoutes(live);
    const server = await new Promise<ReturnType<typeof serve>>((listening) => {
      const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
        live.origin = `http://127.0.0.1:${port}`;
        listening(started);
      });
    });
    try {
      const link = `${live.origin}/p/${payLinkPath(laptop.ports.secrets.links, laptop.case)}`;
      const post = (url: string, fields: Record<string, string>, cookie = '') =>
        fetch(url, {
          method: 'POST',
          body: new URLSearchParams(fields),
          redirect: 'manual',
          headers: { cookie },
        });
      const opened = await post(link, { do: 'answer', answer: '1234AB' });
      const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
      const form = hiddenOf(await (await fetch(`${link}/pay`, { headers: { cookie } })).text());
      const toBank = await post(`${link}/pay`, { ...form, what: 'all' }, cookie);
      const paid = await post(toBank.headers.get('location') ?? '', { do: 'pay' });
      expect(paid.status).toBe(303);
      expect((await laptop.fold()).closed?.outcome).toBe('settled');
    } finally {
      server.close();
    }
  });

  test('say on the laptop what the answer is, marked as a demonstration, and nowhere else', async () => {
    const { ask, post, link } = await made();
    const { body, text } = await ask(link);
    expect(text).toContain('This is a demonstration: the postcode of this invented person is 1234 AB.');
    expect(body).toContain('<aside class="demonstration"');
    await post(link, { do: 'answer', answer: '1234AB' });
    for (const path of [link, `${link}/pay`, '/p/nothing']) {
      expect((await ask(path)).text).not.toContain('demonstration');
    }
  });

  test('take HEAD for a GET, and change nothing by it', async () => {
    const { laptop, ask, link } = await made();
    const before = (await laptop.entries()).length;
    const head = await ask(`${link}/hardship`, { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, '']);
    expect(await laptop.entries()).toHaveLength(before);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('know no %s', async (method) => {
    const { ask, link } = await made();
    expect((await ask(link, { method })).status).toBe(404);
  });

  test('take no more than a form can be', async () => {
    const { ask, link } = await made();
    const body = new URLSearchParams({ answer: 'x'.repeat(30_000) });
    const seen = await ask(link, { method: 'POST', body });
    expect(seen.status).toBe(413);
    expect(seen.text).toContain('bel het nummer');
  });

  test.each(['/bank/nothing', '/bank/pb_0', '/bank/__proto__'])('answer 404 for %s', async (path) => {
    const { ask, post } = await made();
    expect((await ask(path)).status).toBe(404);
    expect((await post(path, { do: 'pay' })).status).toBe(404);
  });

  test.each(['toString', '__proto__', ''])(
    'do nothing at the bank for a button called %j',
    async (wanted) => {
      const { laptop, ask, post, bank, bankPage } = await atTheBank();
      await post(bankPage, { do: wanted });
      expect((await ask(bankPage)).text).toContain('Waiting for you');
      expect([bank.told, outstanding(await laptop.fold())]).toEqual([0, 4_500]);
    },
  );

  test('refuse a webhook that nobody signed', async () => {
    const { ask, laptop } = await made();
    const data = {
      payment: `pb_${'0'.repeat(32)}`,
      case: laptop.case,
      cents: 1,
      currency: 'EUR',
      on: '2026-01-06',
    };
    const body = JSON.stringify({ type: 'payment.paid', data });
    expect((await ask('/webhooks/pretend-bank', { method: 'POST', body })).status).toBe(401);
    expect((await ask('/webhooks/other', { method: 'POST', body })).status).toBe(404);
    expect(await laptop.all('payment-received')).toEqual([]);
  });
});
