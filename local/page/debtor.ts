import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { BankPayment, PretendBank, SignedWebhook } from '../../adapters/psp/pretend-bank.ts';
import { bankHeaders, bankPage, noSuchPayment } from '../../adapters/psp/pretend-bank-page.ts';
import { load } from '../../core/case/change.ts';
import { caseOfPayLink } from '../../core/case/ids.ts';
import { questionFor } from '../../core/page/second-question.ts';
import { laptopBank } from '../laptop.ts';
import type { Live } from './live.ts';

/** Sends what the pretend bank tells to our webhook, and gives the answer. */
export type Post = (webhook: SignedWebhook) => Promise<{ status: number; text(): Promise<string> }>;

const overHttp: Post = ({ url, headers, body }) =>
  fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(10_000) });

interface PageResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  page?: string;
  failed?: string;
}

/** Forms are small; whoever sends more is no visitor. */
export const FORM_BYTES = 20_000;
const WEBHOOK_BYTES = 100_000;

/**
 * The debtor's page, the pretend bank and the webhook over HTTP: carries requests to the functions and their answers
 * back, and knows nothing itself.
 *
 * @param send how the pretend bank reaches the webhook: really over HTTP, unless a test has no socket
 */
export function debtorRoutes(live: Live, send: Post = overHttp): Hono {
  const app = new Hono();
  const bank = laptopBank(live.db, () => live.laptop.now());

  app.on(['GET', 'POST'], '/p/*', atMost(FORM_BYTES), async (c) => {
    const { pathname, searchParams } = new URL(c.req.url);
    const post = c.req.method === 'POST';
    const form = new URLSearchParams(post ? await c.req.text() : '');
    const cookie = c.req.header('cookie');
    const request = {
      // Mail scanners ask for the HEAD of links: that is a GET without its body.
      method: post ? 'POST' : 'GET',
      path: pathname.slice('/p/'.length),
      query: Object.fromEntries(searchParams),
      fields: Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)])),
      ...(cookie && { cookie }),
      origin: live.origin,
    };
    const call = () => live.laptop.invoke('debtor-page', request) as Promise<PageResponse>;
    const { status, headers, body, page, failed } = await (post ? live.act(call) : call());
    if (failed) tell(failed);
    const note = page === 'question' ? await demonstration(live, request.path) : '';
    return new Response(
      body.replace('<!-- host -->', () => String(note)),
      { status, headers },
    );
  });

  app.post('/webhooks/:provider', atMost(WEBHOOK_BYTES), async (c) => {
    const input = { provider: c.req.param('provider'), headers: c.req.header(), body: await c.req.text() };
    const call = () =>
      live.laptop.invoke('payment-webhook', input) as Promise<{ status: number; body: string }>;
    const { status, body } = await live.act(call);
    return new Response(body, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  });

  app.get('/bank/:payment', async (c) => {
    const payment = await bank.look(c.req.param('payment'));
    return payment ? c.html(bankPage(payment), 200, bankHeaders) : noPayment(c);
  });

  app.post('/bank/:payment', atMost(FORM_BYTES), async (c) => {
    const wanted = new URLSearchParams(await c.req.text()).get('do') ?? '';
    const done = await press(bank, send, c.req.param('payment'), wanted);
    if (!done) return noPayment(c);
    const { payment, told } = done;
    // Who simply paid or did not is led back; who tries the webhook sees what it says.
    if (wanted === 'pay' && told.every((answer) => answer.startsWith('200')))
      return c.redirect(payment.returnTo, 303);
    if (wanted === 'cancel' || wanted === 'fail') return c.redirect(payment.returnTo, 303);
    return c.html(bankPage(payment, told), 200, bankHeaders);
  });

  app.onError((error, c) => {
    tell(error.name);
    return c.html(somethingBroke, 500, bankHeaders);
  });
  return app;
}

function atMost(maxSize: number) {
  return bodyLimit({ maxSize, onError: (c) => c.html(somethingBroke, 413, bankHeaders) });
}

/** The name of an error alone: messages and stacks may quote what somebody typed. */
function tell(code: string): void {
  console.error(JSON.stringify({ level: 'error', code, function: 'debtor-page' }));
}

function noPayment(c: Context) {
  return c.html(noSuchPayment(), 404, bankHeaders);
}

const somethingBroke = html`<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Dat ging niet goed</title></head>
<body><main><h1>Dat ging niet goed</h1><p>Probeer het over een paar minuten nog een keer. Of bel het nummer in ons bericht.</p>
<p lang="fr">Quelque chose n’a pas marché. Essayez encore dans quelques minutes, ou appelez le numéro de notre message.</p>
<p lang="en">Something went wrong. Please try again in a few minutes, or call the number in our message.</p>
<p lang="de">Das hat nicht geklappt. Versuchen Sie es in ein paar Minuten noch einmal, oder rufen Sie die Nummer in unserer Nachricht an.</p></main></body></html>`;

const chosen = new Map<string, 'paid' | 'cancelled' | 'failed' | 'reversed'>([
  ['pay', 'paid'],
  ['pay-twice', 'paid'],
  ['cancel', 'cancelled'],
  ['fail', 'failed'],
  ['take-back', 'reversed'],
]);

/** Does what the payer chose at the bank, and tells the webhook what moved money. */
async function press(
  bank: PretendBank,
  send: Post,
  id: string,
  wanted: string,
): Promise<{ payment: BankPayment; told: string[] } | undefined> {
  const before = await bank.look(id);
  const state = chosen.get(wanted);
  const payment = state ? await bank.choose(id, state) : before;
  if (!payment) return undefined;
  const told: string[] = [];
  const moved = payment.state === 'paid' || payment.state === 'reversed';
  const times = !moved || (state && before?.state === payment.state) ? 0 : wanted === 'pay-twice' ? 2 : 1;
  for (let time = 0; time < times; time++) {
    told.push(await answerOf(send, await bank.webhook(payment)));
  }
  return { payment, told };
}

async function answerOf(send: Post, webhook: SignedWebhook): Promise<string> {
  try {
    const answer = await send(webhook);
    return `${answer.status} ${(await answer.text()).trim()}`;
  } catch {
    return 'nothing: it can be told again';
  }
}

/** On the laptop everybody is invented, so that whoever tries the page may know the answer. */
async function demonstration(live: Live, path: string) {
  const { ports } = live.laptop;
  const id = caseOfPayLink(ports.secrets.links, path.split('/')[0] ?? '');
  const to = id && (await ports.people.get((await load(ports.journal, id)).person));
  if (!to) return '';
  const answer =
    questionFor(to) === 'postcode'
      ? `the postcode of this invented person is ${to.postal?.postcode}`
      : `the customer number of this invented person is ${to.reference}`;
  return html`<aside class="demonstration" lang="en" aria-label="Demonstration"><p>This is a demonstration: ${answer}.</p></aside>`;
}
