import type { Overview, PlanPreview } from '../../core/page/page.ts';
import type { Said } from '../../core/page/said.ts';
import type { Standing } from '../../core/page/standing.ts';
import { oneLine } from './amounts-and-days.ts';
import type { Line } from './blocks.ts';
import { helpOf } from './country-words.ts';
import type { FormBlock, PageBlock, PageText } from './page-blocks.ts';
import { statementOf } from './page-statement.ts';
import type { Voice } from './page-words.ts';
import { fixedWords } from './templates.ts';

/** The page itself: what just happened, how things stand, paying, the statement, the ways out. */
export function overviewText(overview: Overview, voice: Voice): PageText {
  const { account, standing, ways, said, payment } = overview;
  const several = account.claims.length > 1 ? 'headingSeveral' : 'heading';
  const text = (name: string) => voice.say('overview', name);
  const open = account.totals.outstanding;
  const blocks: PageBlock[] = [];
  if (payment) {
    const amount = voice.money(payment.cents, account.currency);
    const good = payment.state === 'booked' || payment.state === 'paid';
    blocks.push({
      kind: 'notice',
      tone: good ? 'good' : 'calm',
      title: voice.say('payment', 'title'),
      lines: [voice.say('payment', payment.state, { amount })],
    });
  }
  if (said) blocks.push(saidNotice(said, voice));
  if (!standing.closed) {
    blocks.push({ kind: 'amount', label: text('open'), value: voice.money(open, account.currency) });
  }
  const lines = standingLines(standing, account.currency, voice);
  if (account.credit > 0) {
    const amount = voice.money(account.credit, account.currency);
    lines.push(voice.say('overview', 'credit', { amount }));
  }
  if (lines.length > 0) {
    const title = standing.closed ? voice.say('closed', 'title') : text('now');
    blocks.push({ kind: 'notice', tone: 'calm', title, lines });
  }
  if (ways.includes('pay')) {
    blocks.push({
      kind: 'button',
      href: voice.href('/pay'),
      label: text(standing.asked ? 'pay' : 'payAnyway'),
      quiet: !standing.asked,
    });
  }
  if (standing.plan) blocks.push(planTable(standing.plan, account.currency, voice));
  blocks.push(...statementOf(account, voice), ...waysOut(overview, voice));
  if (!standing.closed) blocks.push(...helpWith('money-help', voice));
  if (overview.objection) blocks.push(...objection(overview.objection, voice));
  return { heading: text(several), blocks };
}

function waysOut({ ways, standing, scored }: Overview, voice: Voice): PageBlock[] {
  const items = ways
    .filter((way) => way !== 'pay')
    .map((way) => ({
      href: voice.href(`/${way}`),
      label: voice.say('ways', way === 'plan' && standing.plan ? 'planRunning' : way),
      hint: voice.say('ways', `${way}Hint`),
    }));
  if (scored)
    items.push({
      href: voice.href('/why'),
      label: voice.say('ways', 'why'),
      hint: voice.say('ways', 'whyHint'),
    });
  const title = voice.say('overview', standing.closed ? 'waysClosed' : 'ways');
  return [
    { kind: 'heading', text: title },
    { kind: 'links', items },
  ];
}

/** What a map decides, with the one button that ends it; or that it was ended. */
function objection(state: 'open' | 'made', voice: Voice): PageBlock[] {
  if (state === 'made') return [{ kind: 'text', small: true, text: voice.say('groups', 'made') }];
  const buttons = [{ label: voice.say('groups', 'submit') }];
  return [
    { kind: 'text', small: true, text: voice.say('groups', 'text') },
    { kind: 'form', action: voice.href('/groups'), hidden: [], fields: [], buttons },
  ];
}

/** Where people find help that costs nothing: with money, and in need. */
export function helpWith(what: 'money-help' | 'help-lines', voice: Voice): PageBlock[] {
  const { title, items } = helpOf(what, voice.country(), fixedWords(voice.language));
  return [
    { kind: 'heading', text: title },
    { kind: 'terms', items: items.map(({ question, answer }) => ({ term: question, text: answer })) },
  ];
}

/** What is told of a form, as the journal knows it. */
export function saidNotice(said: Said, voice: Voice): PageBlock {
  if (said.said === 'not-taken') {
    return {
      kind: 'notice',
      tone: 'calm',
      title: voice.say('not-taken', 'title'),
      lines: [voice.say('not-taken', said.why)],
    };
  }
  return {
    kind: 'notice',
    tone: 'good',
    title: voice.say('said', 'title'),
    lines: [voice.say('said', said.said)],
  };
}

/** What was arranged and what is waited for, each in a sentence or two. */
function standingLines(standing: Standing, currency: string, voice: Voice): string[] {
  const { closed, asked, plan, promise, directDebitOn, quietUntil, tasks, freeUntil, payBy } = standing;
  const text = (name: string, day: string, amount = '') =>
    voice.say('overview', name, { day: voice.day(day), amount });
  const lines: string[] = [];
  if (closed) {
    const receiver = oneLine(closed.handedOverTo ?? '');
    lines.push(voice.say('closed', closed.outcome, { day: voice.day(closed.on), receiver }));
  }
  if (plan?.next) lines.push(text('next', plan.next.on, voice.money(plan.next.cents, currency)));
  if (promise) {
    const amount = promise.cents ? voice.money(promise.cents, currency) : '';
    lines.push(text(amount ? 'promisePart' : 'promise', promise.payOn, amount));
  }
  if (directDebitOn) lines.push(text('directDebit', directDebitOn));
  if (quietUntil) lines.push(text('quiet', quietUntil));
  for (const { what, by } of tasks) lines.push(text(what, by));
  if (freeUntil) lines.push(text('free', freeUntil));
  if (payBy) lines.push(text('payBy', payBy));
  if (asked && lines.length === 0) lines.push(voice.say('overview', 'waiting'));
  return lines;
}

function planTable(plan: NonNullable<Standing['plan']>, currency: string, voice: Voice): PageBlock {
  const lines: Line[] = plan.instalments.map(({ on, cents, paid }) => ({
    label: paid ? `${voice.day(on)} (${voice.say('overview', 'planPaid')})` : voice.day(on),
    value: voice.money(cents, currency),
  }));
  const total = plan.instalments.reduce((sum, { cents }) => sum + cents, 0);
  lines.push({
    label: voice.say('overview', 'planTotal'),
    value: voice.money(total, currency),
    strong: true,
  });
  return { kind: 'rows', level: 2, title: voice.say('overview', 'plan'), lines };
}

/** A plan with all its days and amounts, and the button that agrees to exactly this. */
export function planPreviewText(preview: PlanPreview, voice: Voice): PageText {
  const text = (name: string, more = {}) => voice.say('plan-preview', name, more);
  const money = (cents: number) => voice.money(cents, preview.currency);
  const lines: Line[] = preview.instalments.map(({ on, cents }) => ({
    label: voice.day(on),
    value: money(cents),
  }));
  lines.push({ label: text('total'), value: money(preview.cents), strong: true });
  const blocks: PageBlock[] = [];
  if (preview.changed) {
    blocks.push({ kind: 'notice', tone: 'problem', title: text('changedTitle'), lines: [text('changed')] });
  }
  blocks.push({ kind: 'text', text: text(preview.atOnce ? 'atOnce' : 'person') });
  blocks.push({ kind: 'rows', level: 2, title: text('table'), lines });
  if (preview.interest > 0) {
    blocks.push({ kind: 'text', small: true, text: text('interest', { amount: money(preview.interest) }) });
  }
  const form: FormBlock = {
    kind: 'form',
    action: voice.href('/plan'),
    hidden: [
      { name: 'do', value: 'agree' },
      { name: 'token', value: preview.token },
      { name: 'months', value: String(preview.months) },
      { name: 'first', value: preview.firstOn ?? '' },
      { name: 'pay-day', value: String(preview.payDay ?? '') },
      { name: 'shown', value: preview.shown },
    ],
    fields: [],
    buttons: [{ label: text(preview.atOnce ? 'agree' : 'request') }],
  };
  blocks.push(form, { kind: 'button', href: voice.href('/plan'), label: text('other'), quiet: true });
  return { heading: text('heading'), blocks, back: voice.href(), problem: preview.changed };
}
