import type { Account, ClaimAccount } from '../../core/page/account.ts';
import { oneLine, percentInWords } from './amounts-and-days.ts';
import type { Line } from './blocks.ts';
import type { PageBlock } from './page-blocks.ts';
import type { Voice } from './page-words.ts';
import { fill, fixedWords, say, type Values } from './templates.ts';

/** What is owed claim by claim, then all together, what was paid and what went back: with the words of messages. */
export function statementOf(account: Account, voice: Voice): PageBlock[] {
  const { claims, totals, currency, payments, refunds } = account;
  const shared = fixedWords(voice.language).statement;
  const text = (name: string, more: Values = {}) => say(shared, name, more);
  const money = (cents: number) => voice.money(cents, currency);
  const dated = ({ on, cents }: { on: string; cents: number }): Line => ({
    label: voice.day(on),
    value: money(cents),
  });
  const blocks: PageBlock[] = [
    { kind: 'heading', text: text(totals.outstanding > 0 ? 'title' : 'titleNothingOpen') },
    ...claims.map(
      (claim): PageBlock => ({
        kind: 'rows',
        level: 3,
        title: text('claim', { number: oneLine(claim.claim) }),
        detail: [
          claim.subject && oneLine(claim.subject),
          claim.invoicedOn && text('invoicedOn', { day: voice.day(claim.invoicedOn) }),
          text('dueOn', { day: voice.day(claim.dueOn) }),
          claim.contractOn && text('contractOn', { day: voice.day(claim.contractOn) }),
        ]
          .filter(Boolean)
          .join(', '),
        lines: linesOf(claim, money, text, voice),
      }),
    ),
  ];
  if (claims.length > 1) {
    const sum = {
      billed: claims.reduce((all, claim) => all + claim.billed, 0),
      credited: claims.reduce((all, claim) => all + claim.credited, 0),
      interest: totals.interest,
      rates: [],
      costs: totals.costs,
      ...(totals.vat > 0 && { vat: totals.vat }),
      notices: [],
      paid: totals.paid,
      waived: totals.waived,
      open: totals.outstanding,
    };
    const lines = linesOf(sum, money, text, voice, 'principals');
    blocks.push({ kind: 'rows', level: 3, title: text('together'), lines });
  }
  if (payments.length > 0) {
    const lines = payments.map(
      (payment): Line => ({
        ...dated(payment),
        ...(payment.takenBack && { notes: [voice.say('overview', 'takenBack')] }),
      }),
    );
    blocks.push({ kind: 'rows', level: 2, title: voice.say('overview', 'payments'), lines });
  }
  if (refunds.length > 0) {
    const lines = refunds.map(dated);
    blocks.push({ kind: 'rows', level: 2, title: voice.say('overview', 'refunds'), lines });
  }
  return blocks;
}

type Amounts = Omit<ClaimAccount, 'claim' | 'dueOn'>;

function linesOf(
  amounts: Amounts,
  money: (cents: number) => string,
  text: (name: string, more?: Values) => string,
  voice: Voice,
  principal = 'principal',
): Line[] {
  // A minus, not a dash: a line may break after a dash, whatever space follows it.
  const less = (cents: number) => `\u2212\u00A0${money(cents)}`;
  const words = voice.country();
  const lines: Line[] = [{ label: text(principal), value: money(amounts.billed) }];
  if (amounts.credited > 0) {
    lines.push({ label: voice.say('statement', 'credited'), value: less(amounts.credited) });
  }
  if (amounts.interest > 0) {
    const notes = amounts.rates.map(({ percent, from, to }) =>
      text('rate', {
        percent: percentInWords(percent, voice.language),
        from: voice.day(from),
        to: voice.day(to),
      }),
    );
    lines.push({ label: words.interest, value: money(amounts.interest), notes });
  }
  if (amounts.costs > 0) {
    const label = amounts.vat
      ? fill(words.costsWithVat, { ...voice.values, vat: money(amounts.vat) })
      : fill(words.costs, voice.values);
    const notes = amounts.notices.map(({ sentOn, lastFreeDay }) =>
      voice.say('statement', sentOn ? 'costsWhy' : 'costsWhyShort', {
        lastFreeDay: voice.day(lastFreeDay),
        ...(sentOn && { sentOn: voice.day(sentOn) }),
      }),
    );
    lines.push({ label, value: money(amounts.costs), notes });
  }
  if (amounts.paid > 0) lines.push({ label: text('paid'), value: less(amounts.paid) });
  if (amounts.waived > 0) lines.push({ label: text('waived'), value: less(amounts.waived) });
  lines.push({ label: text('outstanding'), value: money(amounts.open), strong: true });
  return lines;
}
