import type { Message, MessageClaim } from '../../core/message/message.ts';
import {
  dayInWords,
  inFours,
  moneyInWords,
  oneLine,
  percentInWords,
  referenceInWords,
} from './amounts-and-days.ts';
import { type CountryWords, helpOf, whoWrites } from './country-words.ts';
import { epcPayload } from './epc-qr.ts';
import type { shortWords } from './manner.ts';
import { type FixedWords, fill, say, type Values } from './templates.ts';

export interface Line {
  label: string;
  value: string;
  /** A second, smaller line: how the amount came about. */
  notes?: string[];
  strong?: boolean;
}

export interface Group {
  /** Which claim; absent for the group that adds all claims up. */
  title?: string;
  detail?: string;
  lines: Line[];
}

export interface PayBlock {
  kind: 'pay';
  title: string;
  button: string;
  link: string;
  linkHint: string;
  linkLabel: string;
  /** Leads to the account; absent when we know none. */
  bankHint?: string;
  rows: Line[];
  /** Text of the EPC QR code and the words beside it; absent when no amount is asked or no account is known. */
  qr?: { payload: string; hint: string };
}

/** A part of a message, free of layout: every channel lays it out its own way. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'statement'; title: string; groups: Group[] }
  | PayBlock
  | { kind: 'plan'; title: string; lines: Line[] }
  | { kind: 'questions'; title: string; items: { question: string; answer: string }[] }
  | { kind: 'page'; title: string; text: string; link: string; button: string };

interface Context {
  message: Message;
  words: FixedWords;
  country: CountryWords;
  values: Values;
  /** For a short message: what it says in place of more. */
  short?: NonNullable<ReturnType<typeof shortWords>>;
}

/** What stands behind each `::` mark in a text. A block with nothing to say is left out. */
export const blocks = {
  statement,
  pay,
  plan,
  page: ({ words, values }: Context): Block => ({
    kind: 'page',
    title: say(words.page, 'title'),
    text: say(words.page, 'text'),
    link: String(values.payLink),
    button: say(words.page, 'button'),
  }),
  'ways-out': ({ words, values, short }: Context) => {
    const { title, items } = words['ways-out'];
    const answer = (at: number) => short?.['ways-out'][at];
    return questions(
      { title, items: items.map((item, at) => ({ ...item, answer: answer(at) ?? item.answer })) },
      values,
    );
  },
  'money-help': ({ words, country, values }: Context) =>
    questions(helpOf('money-help', country, words), values),
  'help-lines': ({ words, country, values }: Context) =>
    questions(helpOf('help-lines', country, words), values),
} satisfies Record<string, (context: Context) => Block | undefined>;
export type BlockName = keyof typeof blocks;

function questions({ title, items }: FixedWords['ways-out'], values: Values): Block {
  return {
    kind: 'questions',
    title: fill(title, values),
    items: items.map(({ question, answer }) => ({
      question: fill(question, values),
      answer: fill(answer, values),
    })),
  };
}

/** What is open, bill by bill, and since when; the rest is on the reader's page. */
function totalsOnly({ message, words, values }: Context, where: string): Block {
  const { claims, totals, language, currency } = message;
  const line = (label: string, cents: number, strong = false): Line => ({
    label,
    value: moneyInWords(cents, currency, language),
    ...(strong && { strong }),
  });
  const lines = claims.map(
    ({ claim, outstanding, dueOn }): Line => ({
      ...line(say(words.statement, 'claim', { number: oneLine(claim) }), outstanding, claims.length === 1),
      notes: [say(words.statement, 'dueOn', { day: dayInWords(dueOn, language) })],
    }),
  );
  if (claims.length !== 1) lines.push(line(say(words.statement, 'outstanding'), totals.outstanding, true));
  const title = say(words.statement, 'title');
  return { kind: 'statement', title, groups: [{ detail: fill(where, values), lines }] };
}

function statement(context: Context): Block | undefined {
  const { message, words, country, values, short } = context;
  const { claims, totals, language, currency } = message;
  if (claims.length === 0 && totals.principal === 0) return undefined;
  // Somebody who has paid keeps what they paid for; how interest and costs came about stands in each demand that has them.
  const simple = totals.outstanding > 0 && totals.interest === 0 && totals.costs === 0;
  if (short && simple) return totalsOnly(context, short.statement);
  const text = (name: string, more: Values = {}) => say(words.statement, name, { ...values, ...more });
  const money = (cents: number) => moneyInWords(cents, currency, language);
  const less = (cents: number) => `– ${money(cents)}`;
  const day = (value: string) => dayInWords(value, language);

  const lines = (
    amounts: Message['totals'],
    principal: string,
    rates: MessageClaim['rates'] = [],
  ): Line[] => {
    const waived = amounts.principal + amounts.interest + amounts.costs - amounts.paid - amounts.outstanding;
    const notes = rates.map(({ percent, base, from, to }) =>
      text(base === undefined ? 'rate' : 'rateOn', {
        percent: percentInWords(percent, language),
        ...(base !== undefined && { base: money(base) }),
        from: day(from),
        to: day(to),
      }),
    );
    const found: Line[] = [{ label: text(principal), value: money(amounts.principal) }];
    if (amounts.interest > 0) {
      found.push({
        label: fill(country.interest, values),
        value: money(amounts.interest),
        ...(notes.length > 0 && { notes }),
      });
    }
    if (amounts.costs > 0) {
      const label = amounts.vat
        ? fill(country.costsWithVat, { ...values, vat: money(amounts.vat) })
        : fill(country.costs, values);
      found.push({ label, value: money(amounts.costs) });
    }
    if (amounts.paid > 0) found.push({ label: text('paid'), value: less(amounts.paid) });
    if (waived > 0) found.push({ label: text('waived'), value: less(waived) });
    found.push({ label: text('outstanding'), value: money(amounts.outstanding), strong: true });
    return found;
  };

  const alone = claims.length === 1;
  const groups: Group[] = claims.map((claim) => {
    const detail = [
      claim.subject && oneLine(claim.subject),
      claim.invoicedOn && text('invoicedOn', { day: day(claim.invoicedOn) }),
      text('dueOn', { day: day(claim.dueOn) }),
      claim.contractOn && text('contractOn', { day: day(claim.contractOn) }),
    ];
    const vat = alone && totals.vat ? { vat: totals.vat } : {};
    return {
      title: text('claim', { number: oneLine(claim.claim) }),
      detail: detail.filter(Boolean).join(', '),
      lines: lines({ ...claim, ...vat }, 'principal', claim.rates),
    };
  });
  if (claims.length > 1) groups.push({ title: text('together'), lines: lines(totals, 'principals') });
  if (claims.length === 0) groups.push({ lines: lines(totals, 'principal') });
  const title = text(totals.outstanding > 0 ? 'title' : 'titleNothingOpen');
  return { kind: 'statement', title, groups };
}

function pay({ message, words, values }: Context): Block {
  const { from, asked, currency, reference, step } = message;
  const text = (name: string) => say(words.pay, name, values);
  const rows: Line[] = [];
  if (asked !== undefined) rows.push({ label: text('amount'), value: String(values.amount), strong: true });
  if (step === 'notice') rows.push({ label: text('noticeTermLabel'), value: String(values.noticeTerm) });
  else if (values.payBy) rows.push({ label: text('payBy'), value: String(values.payBy), strong: true });
  if (from.iban) {
    rows.push({ label: text('account'), value: inFours(from.iban) });
    rows.push({ label: text('accountName'), value: String(values.accountName) });
    rows.push({ label: text('reference'), value: referenceInWords(reference) });
  }
  const scannable = from.iban && asked && currency === 'EUR';
  return {
    kind: 'pay',
    title: text('title'),
    button: text(asked === undefined ? 'buttonWithoutAmount' : 'button'),
    link: String(values.payLink),
    linkHint: text('link'),
    linkLabel: text('linkOnPaper'),
    ...(from.iban && { bankHint: text('bank') }),
    rows,
    ...(scannable && {
      qr: {
        payload: epcPayload({
          name: String(values.accountName),
          iban: from.iban ?? '',
          cents: asked,
          reference,
        }),
        hint: text('qr'),
      },
    }),
  };
}

function plan({ message, words, values }: Context): Block | undefined {
  const { plan: agreed, currency, language } = message;
  if (!agreed || agreed.instalments.length === 0) return undefined;
  const current = agreed.instalment;
  const lines: Line[] = agreed.instalments.map(({ on, cents }) => {
    const now = current?.on === on && current.cents === cents;
    const label = dayInWords(on, language);
    return {
      label: now ? `${label} (${say(words.plan, 'now')})` : label,
      value: moneyInWords(cents, currency, language),
      ...(now && { strong: true }),
    };
  });
  if (lines.length > 1) {
    lines.push({ label: say(words.plan, 'total'), value: String(values.planTotal), strong: true });
  }
  return { kind: 'plan', title: say(words.plan, 'title'), lines };
}

/** Who writes, for whom, how to reach them and where to complain: under every message. */
export function footOf({ message, words, country, values }: Context): string[] {
  const { creditor, who, creditorNumber, creditorPostal, creditorPhone, register, supervisor, beyond } =
    whoWrites(message.from, country, words, values);
  const text = (name: string) => say(words.foot, name, values);
  return [
    [creditor, who],
    [creditorNumber, creditorPostal, creditorPhone],
    [register, supervisor, text('postal')],
    [text('reach')],
    [text('complaints'), beyond],
    [text('choice')],
    [text('data')],
  ]
    .map((sentences) => sentences.filter(Boolean).join(' '))
    .filter(Boolean);
}
