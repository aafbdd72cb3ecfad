import { describe, expect, test } from 'vitest';
import { dayInWords } from '../../../adapters/render/amounts-and-days.ts';
import { renderEmail } from '../../../adapters/render/email.ts';
import { renderLetter } from '../../../adapters/render/letter.ts';
import { renderSms } from '../../../adapters/render/sms.ts';
import { plainText, textOf } from '../../../adapters/render/text.ts';
import { Language, purposeOf, Step } from '../../../core/case/words.ts';
import { checkText, type TextChecked } from '../../../core/law/check-text.ts';
import { mustHold } from '../../../core/law/contents.ts';
import type { Content, LawCreditor } from '../../../core/law/law.ts';
import { easier, fitting } from '../../../core/message/approved-texts.ts';
import type { Message } from '../../../core/message/message.ts';
import { Length, type Manner, Reading, Tone } from '../../../core/segment/groups.ts';
import { notBySms } from '../../../core/segment/preferences.ts';
import { countries, makeMessage, makeSparseMessage, noSms, withoutExtras } from './make-message.ts';

const help = { NL: /Geldfit/, BE: /OCMW|CPAS|ÖSHZ/, DE: /schuldnerberatung/i };
const hole = /undefined|null|NaN|\[object|\{\{|\{%|^::/m;
const written = ['email', 'letter'] as const;

/** Every tone and length in which a step may be said: what the law has in full is never short. */
const mannersFor = (step: Step): Manner[] =>
  Tone.options.flatMap((tone) =>
    Length.options
      .filter((length) => length === 'full' || !notBySms.has(step))
      .map((length) => ({ tone, length })),
  );

/** A step in every way in which it is written to somebody in a country, each with what it is when nothing is chosen. */
function* everyWay(step: Step, language: Language, country: string) {
  // With all that a message can have by e-mail, and with no more than it needs on paper.
  for (const made of [
    makeMessage(step, {}, 'email', language),
    makeSparseMessage(step, 'letter', language),
  ]) {
    const usual: Message = { ...made, country };
    const { channel } = usual;
    const variants = new Set(
      Reading.options.map((reading) => fitting({ step, channel, reading })[0] ?? step),
    );
    for (const variant of variants)
      for (const manner of mannersFor(step)) yield { usual, message: { ...usual, variant, manner } };
  }
}

const read = (message: Message) => plainText(textOf(message, message.channel));

const rows = Step.options.flatMap((step) => Language.options.map((language) => ({ step, language })));

/** What words give away, of all that a demand can hold. */
const contents: Content[] = ['principal', 'demand-for-payment', 'pay-by', 'subject', 'dispute-route'];
contents.push('plan', 'contact', 'complaints');

/** What is wrong with an ask that is said in another manner. */
function lostIn(text: string, message: Message, usual: TextChecked): string[] {
  const { step, language, payBy, from, claims, country, payLink } = message;
  const { missing, invalid, warnings } = checkText(text, { kind: 'first-demand', language, contents });
  const holds: [string, boolean][] = [
    ['the account', !from.iban || text.includes('NL91 ABNA 0417 1643 00')],
    ['the page', text.includes(payLink)],
    ['the day', !payBy || text.includes(dayInWords(payBy, language))],
    ['the bills', claims.every(({ claim }) => text.includes(claim))],
    ['help', help[country as 'NL'].test(text)],
  ];
  return [
    // Where no day is named, those of the bills are read as one.
    ...missing.filter((one) => !usual.missing.includes(one) && (one !== 'pay-by' || payBy)),
    ...invalid.map(({ found }) => found),
    ...warnings.map(({ found }) => found).filter((one) => !usual.warnings.some(({ found }) => found === one)),
    ...holds.flatMap(([what, held]) => (held ? [] : [what])),
  ].map((what) => `${step} ${what}`);
}

describe('In every tone, length and reading ease, in every country', () => {
  test.each(rows)(
    '$step in $language can be read and says who writes; an ask keeps what is asked, by when, how to pay and the ways out',
    ({ step, language }) => {
      const problems: string[] = [];
      for (const country of countries) {
        const checked = new Map<Message, TextChecked>();
        for (const { usual, message } of everyWay(step, language, country)) {
          const text = read(message);
          const { creditor, brand, phone, email, collector } = message.from;
          const found = [text.match(hole), text.match(/: ?[.,]|\(\)/)].flatMap((bad) => bad?.[0] ?? []);
          const said = [creditor, brand, phone, email, 'vriendelijk.example/klachten', collector?.name ?? ''];
          found.push(...said.filter((one) => !text.includes(one)));
          if (purposeOf[step] === 'ask') {
            const before =
              checked.get(usual) ?? checkText(read(usual), { kind: 'first-demand', language, contents });
            checked.set(usual, before);
            found.push(...lostIn(text, message, before));
          }
          const { variant, manner } = message;
          problems.push(
            ...found.map((one) => `${variant} ${manner.tone} ${manner.length} ${country}: ${one}`),
          );
        }
      }
      expect(problems).toEqual([]);
    },
  );

  test.each(rows.filter(({ step }) => easier.has(step)))(
    '$step in $language asks in easier words for the same amounts and days',
    ({ step, language }) => {
      const figures = (text: string) =>
        [...new Set(text.match(/\d[\d.,\u00A0\u202F ]*\d/g) ?? [])].map((one) => one.trim()).sort();
      for (const channel of written) {
        const message = makeMessage(step, {}, channel, language);
        const easy = read({ ...message, variant: `${step}.easy` });
        expect(figures(easy)).toEqual(figures(read(message)));
      }
    },
  );

  test.each(rows.filter(({ step }) => purposeOf[step] === 'ask'))(
    '$step in $language is shorter where it is short',
    ({ step, language }) => {
      for (const channel of written) {
        for (const variant of [step, `${step}.easy`]) {
          if (variant !== step && !easier.has(step)) continue;
          if (notBySms.has(step)) continue;
          const message = { ...withoutExtras(makeMessage(step, {}, channel, language)), variant };
          const short = read({ ...message, manner: { tone: 'plain', length: 'short' } });
          expect(short.length).toBeLessThan(read(message).length * 0.9);
        }
      }
    },
  );

  test.each(countries)('the notice of %s says all that its law wants, in every tone', (country) => {
    const outsourced = { outsourced: false, canReclaimVat: false, damages: { flat: 4_840, rate: 0 } };
    const contents = mustHold(country, 'notice', 'consumer', outsourced as LawCreditor).value;
    const kind = country === 'DE' ? 'first-demand' : country === 'BE' ? 'first-reminder' : 'notice-14-days';
    for (const language of Language.options) {
      for (const { message } of everyWay('notice', language, country)) {
        if (!message.from.creditorNumber) continue;
        const { missing, invalid } = checkText(read(message), { kind, language, contents, costs: 4_840 });
        expect({ missing, invalid }, `${language} ${message.manner.tone}`).toEqual({
          missing: [],
          invalid: [],
        });
      }
    }
  });
});

describe('A tone is a way to greet and to end', () => {
  test.each<[Language, Tone, string, string, string]>([
    ['nl', 'friendly', 'Beste Noor Verzonnen,', 'Goedendag,', 'Hartelijke groet,'],
    ['nl', 'plain', 'Beste Noor Verzonnen,', 'Goedendag,', 'Met vriendelijke groet,'],
    ['nl', 'formal', 'Geachte Noor Verzonnen,', 'Geachte heer of mevrouw,', 'Hoogachtend,'],
    ['fr', 'friendly', 'Bonjour Noor Verzonnen,', 'Bonjour,', 'Bien cordialement,'],
    ['fr', 'plain', 'Bonjour Noor Verzonnen,', 'Bonjour,', 'Cordialement,'],
    ['fr', 'formal', 'Madame, Monsieur,', 'Madame, Monsieur,', 'Avec nos salutations distinguées,'],
    ['en', 'friendly', 'Hello Noor Verzonnen,', 'Hello,', 'With warm regards,'],
    ['en', 'plain', 'Dear Noor Verzonnen,', 'Hello,', 'Kind regards,'],
    ['en', 'formal', 'Dear Noor Verzonnen,', 'Dear Sir or Madam,', 'Yours sincerely,'],
    ['de', 'friendly', 'Guten Tag Noor Verzonnen,', 'Guten Tag,', 'Herzliche Grüße'],
    ['de', 'plain', 'Guten Tag Noor Verzonnen,', 'Guten Tag,', 'Mit freundlichen Grüßen'],
    [
      'de',
      'formal',
      'Sehr geehrte Damen und Herren,',
      'Sehr geehrte Damen und Herren,',
      'Mit freundlichen Grüßen',
    ],
  ])('in %s, %s', (language, tone, greeting, withoutName, closing) => {
    const manner = { tone, length: 'full' } as const;
    const named = textOf({ ...makeMessage('thanks', {}, 'letter', language), manner }, 'letter');
    const unnamed = textOf({ ...makeSparseMessage('thanks', 'letter', language), manner }, 'letter');
    expect([named.greeting, unnamed.greeting, named.closing[0]]).toEqual([greeting, withoutName, closing]);
  });

  test('and a kind word where one is natural, for who is written to in a friendly tone', () => {
    const said = (manner: Manner) => read({ ...makeMessage('first-reminder'), manner });
    const kind = 'Misschien bent u het vergeten. Dat kan gebeuren.';
    expect(said({ tone: 'friendly', length: 'full' })).toContain(kind);
    expect(said({ tone: 'plain', length: 'full' })).not.toContain(kind);
    expect(said({ tone: 'formal', length: 'full' })).not.toContain(kind);
  });

  test('plain and full is what is said when nothing is', () => {
    for (const { step, language } of rows) {
      const message = makeMessage(step, {}, 'letter', language);
      expect(textOf({ ...message, manner: { tone: 'plain', length: 'full' } }, 'letter')).toEqual(
        textOf(message, 'letter'),
      );
    }
  });
});

describe('A short message', () => {
  const short = (message: Message) => read({ ...message, manner: { tone: 'plain', length: 'short' } });

  test('says what is open bill by bill, and leads to the page for the rest', () => {
    const text = short(withoutExtras(makeMessage('first-reminder')));
    expect(text).toContain(
      'Wat er open staat\n-----------------\nMeer over dit bedrag ziet u op uw pagina.\n' +
        'Rekening 2026-00017: € 134,56\n  betalen kon tot en met 19 januari 2026\n' +
        'Rekening 2026-00018: € 1.100,00\n  betalen kon tot en met 19 januari 2026\nNog open: € 1.234,56\n',
    );
    expect(text).not.toContain('Bedrag van de rekening');
  });

  test('of one bill says its amount once', () => {
    const text = short(makeSparseMessage('second-reminder'));
    expect(text).toContain('Rekening 7: € 40,00\n');
    expect(text).not.toContain('Nog open:');
  });

  test('keeps how interest and costs came about, wherever there are some', () => {
    const full = read(makeMessage('first-reminder'));
    const statement = full.slice(full.indexOf('Wat er open staat'), full.indexOf('Zo kunt u betalen'));
    expect(statement).toContain('Bedrag van de rekening');
    expect(short(makeMessage('first-reminder'))).toContain(statement);
  });

  test('leaves somebody who has paid what they paid for', () => {
    const totals = { principal: 4_000, interest: 0, costs: 0, paid: 4_000, outstanding: 0 };
    const claim = { ...makeSparseMessage('thanks').claims[0], paid: 4_000, outstanding: 0 };
    const message = { ...makeSparseMessage('thanks'), totals, claims: [claim] } as Message;
    expect(short(message)).toBe(read(message));
  });
});

test('the other manners are laid out by e-mail and on paper, and a text message knows none', async () => {
  const manner = { tone: 'formal', length: 'short' } as const;
  for (const { step, language } of rows) {
    const [variant = step] = fitting({ step, channel: 'email', reading: 'A2' });
    const mail = await renderEmail({ ...makeMessage(step, {}, 'email', language), variant, manner });
    expect(mail.html).not.toMatch(hole);
    if (language === 'nl') {
      const letter = { ...makeMessage(step, {}, 'letter', language), variant, manner };
      const bytes = await renderLetter(letter);
      expect(Buffer.from(bytes.slice(0, 5)).toString()).toBe('%PDF-');
    }
    if (noSms.has(step)) continue;
    const message = makeMessage(step, {}, 'sms', language);
    expect(fitting({ step, channel: 'sms', reading: 'A2' })).toEqual([step]);
    expect(renderSms({ ...message, manner })).toEqual(renderSms(message));
  }
});
