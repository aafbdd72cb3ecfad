import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { BankPayment } from './pretend-bank.ts';

const css = `
:root { color-scheme: light dark; --ink: #20222b; --paper: #fff; --accent: #4a2f8a; --on-accent: #fff; --warn: #fff3c4; --on-warn: #3d2f00; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0eff6; --paper: #17161f; --accent: #c3b1f5; --on-accent: #1c1235; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
main { max-width: 34rem; margin: 0 auto; padding: 1rem; }
.pretend { background: var(--warn); color: var(--on-warn); padding: .75rem 1rem; font-weight: 600; }
dt { margin-top: .75rem; } dd { margin: 0; font-weight: 700; }
button { display: block; width: 100%; min-height: 48px; margin: .75rem 0; border: 2px solid var(--accent); border-radius: 6px; background: transparent; color: var(--accent); font: inherit; font-weight: 600; cursor: pointer; }
button.first { background: var(--accent); color: var(--on-accent); }
a { color: var(--accent); display: inline-block; padding: .6rem 0; }
`;
const styles = `'sha256-${createHash('sha256').update(css).digest('base64')}'`;

/** Headers of the pretend bank's pages. Its forms lead back to the page from which people came. */
export const bankHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'content-security-policy': `default-src 'none'; style-src ${styles}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
};

const states: Record<BankPayment['state'], string> = {
  open: 'Waiting for you',
  paid: 'Paid',
  cancelled: 'Cancelled',
  failed: 'Refused',
  reversed: 'Taken back',
};

const choices: Partial<Record<BankPayment['state'], [string, string][]>> = {
  open: [
    ['pay', 'Pay'],
    ['pay-twice', 'Pay, and tell the webhook twice'],
    ['cancel', 'Cancel'],
    ['fail', 'Let the payment fail'],
  ],
  paid: [
    ['tell', 'Tell the webhook again'],
    ['take-back', 'Take the money back'],
  ],
  reversed: [['tell', 'Tell the webhook again']],
};

/**
 * The bank's page of one payment.
 *
 * @param told what our webhook answered just now, if it was told something
 */
export function bankPage(payment: BankPayment, told: readonly string[] = []) {
  const { cents, currency, to, reference, description, state, returnTo } = payment;
  const amount = new Intl.NumberFormat('en-IE', { style: 'currency', currency }).format(cents / 100);
  const buttons = (choices[state] ?? []).map(
    ([name, label], index) =>
      html`<button name="do" value="${name}" class="${index === 0 ? 'first' : ''}">${label}</button>`,
  );
  return page(html`
    <h1>${amount} to ${to}</h1>
    <dl>
      <dt>Reference</dt><dd>${reference}</dd>
      <dt>Description</dt><dd>${description}</dd>
      <dt>State</dt><dd>${states[state]}</dd>
      ${told.map((answer) => html`<dt>The webhook answered</dt><dd>${answer}</dd>`)}
    </dl>
    <form method="post" action="/bank/${payment.payment}">${buttons}</form>
    <p><a href="${returnTo}">Back to the page of the bill</a></p>`);
}

/** What is shown where there is no such payment. */
export function noSuchPayment() {
  return page(
    html`<h1>There is no such payment</h1><p>Go back to the page of the bill, and begin there.</p>`,
  );
}

function page(content: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pretend bank</title><style>${raw(css)}</style></head>
<body><main><p class="pretend">Pretend bank: nothing is really paid</p>${content}</main></body></html>`;
}
