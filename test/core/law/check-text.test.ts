import { describe, expect, it, test } from 'vitest';
import { plainText, textOf } from '../../../adapters/render/text.ts';
import type { Channel } from '../../../core/case/words.ts';
import { checkText, type TextAsked } from '../../../core/law/check-text.ts';
import { mustHold } from '../../../core/law/contents.ts';
import type { MessageClaim } from '../../../core/message/message.ts';
import { makeClaim, makeMessage } from '../../adapters/render/make-message.ts';

const own = { termsCleared: true, canReclaimVat: true, outsourced: false };
const contents = mustHold('NL', 'notice', 'consumer', own).value;
const statutory = ['demand-for-payment', 'term-after-receipt', 'consequence', 'costs-amount'] as const;
const asked: TextAsked = { kind: 'notice-14-days', language: 'nl', contents: statutory, costs: 4_000 };

/** The least that a notice is, with another term in it. */
const notice = (term: string, costs = '€ 40,00') =>
  `Wij vragen u om € 100,00 te betalen ${term}. Betaalt u niet op tijd, dan moet u ook incassokosten betalen. Die kosten zijn ${costs}.`;

const germanClaims = () => [
  makeClaim({
    contractOn: '2025-03-03',
    rates: [{ from: '2026-01-20', to: '2026-03-02', percent: 6.27, base: 12_999 }],
  }),
];

describe('our own notices', () => {
  const laws = [
    ['NL', 'notice-14-days', 'notice'],
    ['BE', 'first-reminder', 'notice'],
    ['BE', 'formal-notice', 'first-demand'],
    ['DE', 'first-demand', 'first-demand'],
  ] as const;
  const languages = ['nl', 'en', 'fr', 'de'] as const;
  const channels: readonly Channel[] = ['letter', 'email'];
  const every = laws.flatMap((law) =>
    languages.flatMap((language) => channels.map((channel) => [...law, language, channel] as const)),
  );
  test.each(every)(
    'under the law of %s (%#) hold what it wants and nothing that it forbids',
    (country, kind, asWhat, language, channel) => {
      const damages = { flat: 2_000, rate: 0 };
      const agency = { termsCleared: true, canReclaimVat: false, outsourced: true, damages };
      const claims = country === 'DE' ? germanClaims() : [makeClaim()];
      const message = makeMessage('notice', { country, claims }, channel, language);
      const checked = checkText(plainText(textOf(message, channel)), {
        kind,
        language,
        contents: mustHold(country, asWhat, 'consumer', agency).value,
        costs: message.notice?.costs ?? 0,
      });
      expect(checked).toMatchObject({ missing: [], invalid: [], warnings: [], costsLost: false });
      // Names are for a person to look for: a text does not say which word is one.
      expect(['creditor-name', 'debtor-name']).toEqual(expect.arrayContaining(checked.unchecked));
    },
  );
});

describe('a collector’s first demand in Germany', () => {
  const wanted = mustHold('DE', 'first-demand', 'consumer', {
    termsCleared: true,
    canReclaimVat: true,
    outsourced: true,
  }).value;
  const missingIn = (claims: MessageClaim[], language: 'nl' | 'en' | 'fr' | 'de') =>
    checkText(
      plainText(textOf(makeMessage('notice', { country: 'DE', claims }, 'letter', language), 'letter')),
      {
        kind: 'first-demand',
        language,
        contents: wanted,
      },
    ).missing;

  it.each(['nl', 'en', 'fr', 'de'] as const)(
    'lacks the day of the contract where nobody told it: %s',
    (language) => {
      const claims = germanClaims().map(({ contractOn: _, ...claim }) => claim);
      expect(missingIn(claims, language)).toEqual(['contract-date']);
      expect(missingIn(germanClaims(), language)).toEqual([]);
    },
  );

  it.each(['nl', 'en', 'fr', 'de'] as const)(
    'lacks what bears the interest that it asks for: %s',
    (language) => {
      const rates = [{ from: '2026-01-20', to: '2026-03-02', percent: 6.27 }];
      expect(missingIn([makeClaim({ contractOn: '2025-03-03', rates })], language)).toEqual([
        'interest-base',
      ]);
      const none = makeClaim({ contractOn: '2025-03-03', interest: 0, rates: [] });
      expect(missingIn([none], language)).toEqual([]);
    },
  );
});

describe('the term of a Dutch notice', () => {
  it.each([
    // approved by ECLI:NL:HR:2016:2704
    'binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd',
    'binnen vijftien dagen nadat deze brief bij u is bezorgd',
    'binnen 15 dagen nadat deze brief bij u is bezorgd',
    // longer is fine
    'binnen drie weken nadat u deze brief heeft ontvangen',
    'binnen 30 dagen na ontvangst van deze brief',
  ])('%s: good', (term) => {
    expect(checkText(notice(term), asked)).toMatchObject({ missing: [], invalid: [], costsLost: false });
  });

  it.each([
    ['binnen 14 dagen na heden', 'term-starts-too-early'], // V07
    ['binnen veertien dagen na dagtekening van deze brief', 'term-starts-too-early'],
    ['binnen 14 dagen na verzending', 'term-starts-too-early'],
    ['binnen veertien dagen na de datum van deze brief', 'term-starts-too-early'],
    ['binnen veertien dagen nadat deze brief bij u is bezorgd', 'term-too-short'],
    ['binnen dertien dagen vanaf de dag nadat deze brief bij u is bezorgd', 'term-too-short'],
    ['binnen twee weken na ontvangst van deze brief', 'term-too-short'],
  ])('%s: %s, and the costs are lost', (term, what) => {
    const checked = checkText(notice(term), asked);
    expect(checked.invalid).toEqual([expect.objectContaining({ what })]);
    expect(checked.costsLost).toBe(true);
  });

  it.each(['binnen veertien dagen', 'zo snel mogelijk'])(
    '%s: says not from when, so it gives no term',
    (term) => {
      expect(checkText(notice(term), asked)).toMatchObject({
        missing: ['term-after-receipt'],
        costsLost: true,
      });
    },
  );

  it.each([
    ['2026-03-16', 'fixed-day-too-early'],
    ['2026-03-23', 'fixed-day-too-early'],
    ['2026-03-24', undefined],
    ['2026-04-01', undefined],
  ])('a fixed last day of %s beside the term: %s', (day, what) => {
    const good = 'binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd';
    const [year, month, date] = day.split('-');
    const text = `${notice(good)} Doe dit uiterlijk op ${Number(date)} ${month === '03' ? 'maart' : 'april'} ${year}.`;
    const { invalid } = checkText(text, { ...asked, lastFreeDay: '2026-03-24' });
    expect(invalid.map((one) => one.what)).toEqual(what === undefined ? [] : [what]);
    expect(checkText(text, asked).warnings.map((one) => one.what)).toEqual(['fixed-day']);
  });
});

describe('the costs of a Dutch notice', () => {
  const good = 'binnen vijftien dagen nadat deze brief bij u is bezorgd';

  it.each(['€ 45,00', '€ 39,99', '€ 400,00', '€ 4.000'])(
    'of 40.00 written as %s are not the exact ones',
    (costs) => {
      expect(checkText(notice(good, costs), asked).invalid).toEqual([
        expect.objectContaining({ what: 'costs-not-exact' }),
      ]);
    },
  );

  it.each(['€ 40,00', '€40', '40,00 euro', 'EUR 40.00'])('of 40.00 can be written as %s', (costs) => {
    expect(checkText(notice(good, `€ 1,00 of ${costs}`), asked).invalid).toEqual([]);
  });

  it('must be named, unless there are none', () => {
    const text = `Wij vragen u om € 40,00 te betalen ${good}. Betaalt u niet, dan komen er kosten bij.`;
    expect(checkText(text, asked).missing).toEqual(['costs-amount']);
    expect(checkText(text, { ...asked, costs: 0 }).missing).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['Wij leggen beslag op uw loon.', 'block'],
    ['De deurwaarder komt langs.', 'block'],
    ['U krijgt een BKR-registratie.', 'block'],
    ['Bijgevoegd de dagvaarding.', 'block'],
    ['Wij doen aangifte bij de politie.', 'block'],
    ['De kosten kunnen oplopen tot duizenden euro’s.', 'block'],
    ['Wij informeren uw werkgever.', 'block'],
    ['Er komen administratiekosten bij.', 'block'],
    ['Dit is uw laatste kans.', 'warn'],
    ['Betaal onverwijld.', 'warn'],
    ['Anders volgen verdere maatregelen.', 'warn'],
    ['U weigert te betalen.', 'warn'],
    ['Betaal nu!!!', 'warn'],
  ])('%s: %s', (sentence, severity) => {
    const { invalid, warnings } = checkText(sentence, { ...asked, contents: [] });
    expect([...invalid, ...warnings].map((one) => one.severity)).toEqual([severity]);
  });

  it.each(['U bent het er niet mee eens.', 'Op de sociale kaart staat de beslagvrije voet.'])(
    '%s: nothing',
    (text) => {
      expect(checkText(text, { ...asked, contents: [] })).toMatchObject({ invalid: [], warnings: [] });
    },
  );
});

describe('in other languages', () => {
  it.each([
    ['en', 'within fourteen days from the day after this letter was delivered to you', undefined],
    ['en', 'within fourteen days from the date of this letter', 'term-starts-too-early'],
    ['en', 'within fourteen days after you have received this letter', 'term-too-short'],
    [
      'fr',
      'dans les quatorze jours à partir du jour qui suit celui où vous avez reçu cette lettre',
      undefined,
    ],
    ['fr', 'dans les quatorze jours à partir de la date de cette lettre', 'term-starts-too-early'],
    [
      'de',
      'innerhalb von vierzehn Tagen ab dem Tag, nachdem dieser Brief bei Ihnen angekommen ist',
      undefined,
    ],
    ['de', 'innerhalb von vierzehn Tagen ab heute', 'term-starts-too-early'],
    ['de', 'innerhalb von zehn Tagen nach Erhalt', 'term-too-short'],
  ] as const)('%s: %s', (language, term, what) => {
    const { missing, invalid } = checkText(term, { ...asked, language, contents: ['term-after-receipt'] });
    expect(missing).toEqual([]);
    expect(invalid.map((one) => one.what)).toEqual(what === undefined ? [] : [what]);
  });

  it.each([
    ['nl', 'U heeft daarvoor 14 kalenderdagen.', undefined],
    ['nl', 'U heeft daarvoor 10 kalenderdagen.', 'term-too-short'],
    ['fr', 'Vous avez pour cela 14 jours calendrier.', undefined],
    ['fr', 'Payez dans les 8 jours.', 'term-too-short'],
    // More than a week ago is no term.
    ['nl', 'Heeft u meer dan een week geleden betaald? U heeft 14 kalenderdagen.', undefined],
  ] as const)('a Belgian reminder, %s: %s', (language, text, what) => {
    const { missing, invalid } = checkText(text, { kind: 'first-reminder', language, contents: ['pay-by'] });
    expect(missing).toEqual([]);
    expect(invalid.map((one) => one.what)).toEqual(what === undefined ? [] : [what]);
  });

  it.each([
    ['en', 'We will seize your car.'],
    ['fr', 'Nous ferons une saisie sur votre salaire.'],
    ['de', 'Es kommt zur Pfändung.'],
  ] as const)('%s: %s is blocked', (language, text) => {
    const { invalid } = checkText(text, { ...asked, language, contents: [] });
    expect(invalid.map((one) => one.what)).toEqual(['lexicon']);
  });
});

describe('of an empty letter everything is missing that words can tell', () => {
  it.each(['nl', 'en', 'fr', 'de'] as const)('%s', (language) => {
    const { missing, unchecked, costsLost } = checkText('', { ...asked, language, contents });
    expect([...missing, ...unchecked].sort()).toEqual([...contents].sort());
    expect(unchecked.sort()).toEqual(['creditor-name', 'debtor-name']);
    expect(costsLost).toBe(true);
  });
});
