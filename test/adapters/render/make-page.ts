import { type Language, Outcome } from '../../../core/case/words.ts';
import type { Account } from '../../../core/page/account.ts';
import type { Content, FormFacts, FormPage, Overview, Page, Problem } from '../../../core/page/page.ts';
import type { PlanChoices } from '../../../core/page/plan-choices.ts';
import type { Said } from '../../../core/page/said.ts';
import type { KnownTask, Standing } from '../../../core/page/standing.ts';
import { allWays, type Way } from '../../../core/page/ways.ts';
import { makeMessage, makeSparseMessage } from './make-message.ts';

const { from, reference } = makeMessage();
const { from: plain } = makeSparseMessage('thanks');

/** The page of an invented case. */
export function makePage(content: Content, language: Language = 'nl', but: Partial<Page> = {}): Page {
  return { language, chosen: false, at: '/p/abc-1.1code', from, country: 'NL', reference, content, ...but };
}

export function makeAccount(but: Partial<Account> = {}): Account {
  const claim = {
    claim: '2026-00017',
    subject: 'Onderhoud cv-ketel',
    invoicedOn: '2026-01-05',
    dueOn: '2026-01-19',
    billed: 14_999,
    credited: 2_000,
    interest: 57,
    rates: [{ from: '2026-01-20', to: '2026-03-02', percent: 4 }],
    costs: 4_840,
    vat: 840,
    notices: [{ sentOn: '2026-01-28', lastFreeDay: '2026-02-12' }],
    paid: 4_440,
    waived: 100,
    open: 13_356,
  };
  const bare = {
    claim: '7',
    dueOn: '2026-01-19',
    billed: 4_000,
    credited: 0,
    interest: 0,
    rates: [],
    costs: 4_000,
  };
  return {
    currency: 'EUR',
    claims: [claim, { ...bare, notices: [{ lastFreeDay: '2026-02-12' }], paid: 0, waived: 0, open: 8_000 }],
    totals: {
      principal: 16_999,
      interest: 57,
      costs: 8_840,
      vat: 840,
      paid: 4_440,
      waived: 100,
      outstanding: 21_356,
    },
    payments: [
      { on: '2026-02-20', cents: 4_440, takenBack: false },
      { on: '2026-02-21', cents: 1_000, takenBack: true },
    ],
    refunds: [{ on: '2026-02-22', cents: 500 }],
    credit: 250,
    ...but,
  };
}

export function makeOverview(but: Partial<Overview> = {}): Overview {
  return {
    page: 'overview',
    account: makeAccount(),
    standing: { tasks: [], asked: true },
    ways: allWays,
    scored: true,
    ...but,
  };
}

export const makeFacts = (but: Partial<FormFacts> = {}): FormFacts => ({
  currency: 'EUR',
  open: 21_356,
  instalment: { on: '2026-04-01', cents: 5_000 },
  months: [
    { months: 2, cents: 10_678 },
    { months: 3, cents: 7_118 },
  ],
  today: '2026-03-02',
  lastPromiseDay: '2026-04-01',
  directDebitDay: '2026-03-17',
  claims: [{ claim: '2026-00017', subject: 'Onderhoud cv-ketel' }, { claim: '7' }],
  channels: [
    { channel: 'email', stopped: false },
    { channel: 'sms', stopped: true },
  ],
  easyWords: false,
  ...but,
});

export function makeForm(way: Way, but: Partial<FormPage> = {}): FormPage {
  const plans = way === 'plan' && { plans: makeChoices() };
  return { page: 'form', way, token: '17', typed: {}, problems: [], facts: makeFacts(), ...plans, ...but };
}

/** Three plans, of which one has one day, and one needs a person. */
export function makeChoices(but: Partial<PlanChoices> = {}): PlanChoices {
  const days = ['2026-03-25', '2026-04-25', '2026-05-25'];
  const choice = (atOnce: boolean, ...amounts: number[]) => ({
    months: amounts.length,
    instalments: amounts.map((cents, index) => ({ on: days[index] ?? '', cents })),
    cents: 21_356,
    atOnce,
  });
  return {
    choices: [choice(true, 10_678, 10_678), choice(true, 21_356), choice(false, 7_119, 7_119, 7_118)],
    debtHelp: false,
    ...but,
  };
}

const saids: Said[] = [
  ...(
    [
      'plan-agreed',
      'plan-request',
      'promise',
      'dispute',
      'hardship',
      'payment-claim',
      'direct-debit',
      'information',
      'complaint',
      'report',
      'opt-out',
      'noted',
    ] as const
  ).map((said) => ({ said })),
  ...(
    ['erased', 'handed-over', 'closed', 'too-many-promises', 'no-direct-debit', 'day-out-of-reach'] as const
  ).map((why) => ({ said: 'not-taken' as const, why })),
];

const problems: Record<Problem, [Way, string]> = {
  choose: ['dispute', 'ground'],
  'day-unreadable': ['promise', 'day'],
  'day-past': ['plan', 'first'],
  'pay-day-unreadable': ['plan', 'pay-day'],
  'amount-unreadable': ['already-paid', 'amount'],
  'amount-too-high': ['pay', 'amount'],
  'amount-changed': ['pay', 'what'],
  'amount-unclear': ['pay', 'what'],
};

const tasks: Record<KnownTask, true> = {
  dispute: true,
  hardship: true,
  'plan-request': true,
  'payment-claim': true,
  report: true,
  refund: true,
  complaint: true,
  information: true,
};

const standings: Standing[] = [
  { tasks: (Object.keys(tasks) as KnownTask[]).map((what) => ({ what, by: '2026-03-12' })), asked: false },
  { tasks: [], asked: true, payBy: '2026-03-16' },
  { tasks: [], asked: true, freeUntil: '2026-03-16' },
  { tasks: [], asked: true, promise: { payOn: '2026-03-16' }, directDebitOn: '2026-03-17' },
  { tasks: [], asked: false, promise: { payOn: '2026-03-16', cents: 500 }, quietUntil: '2026-03-20' },
  {
    tasks: [],
    asked: true,
    plan: {
      instalments: [
        { on: '2026-03-01', cents: 5_000, paid: true },
        { on: '2026-04-01', cents: 5_000, paid: false },
      ],
      next: { plan: 'p', number: 2, on: '2026-04-01', cents: 5_000 },
    },
  },
];

export const closedPages: Overview[] = Outcome.options.map((outcome) =>
  makeOverview({
    account: makeAccount({
      claims: [],
      credit: 0,
      totals: { principal: 0, interest: 0, costs: 0, vat: 0, paid: 0, waived: 0, outstanding: 0 },
    }),
    standing: {
      tasks: [],
      asked: false,
      closed: { outcome, on: '2026-03-01', handedOverTo: 'Kantoor Verzonnen & Zoon' },
    },
    ways: ['person', 'information', 'messages', 'complaint'],
  }),
);

/** Every way in which a page can turn out, by name. */
export function everyPage(language: Language): [string, Page][] {
  const contents: [string, Content][] = [
    ['unknown', { page: 'unknown' }],
    ['broken', { page: 'broken' }],
    ['ended', { page: 'ended', handedOver: false }],
    ['ended, handed over', { page: 'ended', handedOver: true }],
    ['not me', { page: 'not-me' }],
    ...(['postcode', 'customer-number'] as const).flatMap((asks) =>
      ([undefined, 'empty', 'wrong', 'locked', 'away'] as const).map((problem): [string, Content] => [
        `question ${asks} ${problem ?? ''}`,
        { page: 'question', asks, to: '/plan', closed: problem === 'away', ...(problem && { problem }) },
      ]),
    ),
    [
      'question, said',
      { page: 'question', asks: 'postcode', to: '', closed: false, said: { said: 'report' } },
    ],
    ...standings.map((standing, index): [string, Content] => [
      `overview ${index}`,
      makeOverview({ standing }),
    ]),
    ...closedPages.map((page): [string, Content] => [`closed ${page.standing.closed?.outcome}`, page]),
    ...saids.map((said): [string, Content] => [`said ${JSON.stringify(said)}`, makeOverview({ said })]),
    ...(['open', 'paid', 'booked', 'cancelled', 'failed'] as const).map((state): [string, Content] => [
      `payment ${state}`,
      makeOverview({ payment: { state, cents: 5_000 } }),
    ]),
    ...(['open', 'made'] as const).map((objection): [string, Content] => [
      `objection ${objection}`,
      makeOverview({ objection }),
    ]),
    ...allWays.map((way): [string, Content] => [`form ${way}`, makeForm(way)]),
    [
      'form messages, the other way round',
      makeForm('messages', {
        facts: makeFacts({
          channels: [
            { channel: 'email', stopped: true },
            { channel: 'sms', stopped: false },
          ],
          easyWords: true,
        }),
      }),
    ],
    ['form plan, for what was told', makeForm('plan', { plans: makeChoices({ stated: 10_678 }) })],
    [
      'form plan, and debt help',
      makeForm('plan', { plans: makeChoices({ choices: [], stated: 0, debtHelp: true }) }),
    ],
    ['form pay, by transfer alone', makeForm('pay', { facts: makeFacts({ transfersOnly: true }) })],
    ['form messages, no address', makeForm('messages', { facts: makeFacts({ channels: [] }) })],
    ...Object.entries(problems).map(([problem, [way, field]]): [string, Content] => [
      `problem ${problem}`,
      makeForm(way, { problems: [{ field, problem: problem as Problem }] }),
    ]),
    ...[true, false].map((atOnce): [string, Content] => [
      `plan preview ${atOnce}`,
      {
        page: 'plan-preview',
        token: '17',
        months: 2,
        currency: 'EUR',
        atOnce,
        instalments: [
          { on: '2026-03-09', cents: 10_678 },
          { on: '2026-04-09', cents: 10_678 },
        ],
        cents: 21_356,
        interest: atOnce ? 12 : 0,
        shown: 'word',
        changed: !atOnce,
      },
    ]),
    [
      'why',
      {
        page: 'why',
        chance: 62,
        on: '2026-02-09',
        reasons: [
          { feature: 'days-overdue', effect: 'raised' },
          { feature: 'amount', effect: 'lowered' },
        ],
      },
    ],
  ];
  return contents.flatMap(([name, content]): [string, Page][] => {
    if (content.page === 'unknown') return [[name, { language, chosen: false, at: '/p', content }]];
    const page = makePage(content, language);
    return [
      [name, page],
      [`${name}, sparse`, { ...page, from: plain }],
    ];
  });
}
