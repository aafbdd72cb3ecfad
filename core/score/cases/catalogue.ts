import { plusDays } from '../../calendar/moment.ts';
import type { Instalment } from '../../case/entry.ts';
import { ClaimBasis } from '../../case/words.ts';
import type { Feature, SoFar, View } from '../feature.ts';
import { numbered } from '../invoices/history.ts';

const claims = { source: 'the claims of the case' } as const;
const journal = { source: 'the journal of the case' } as const;
const contract = {
  reason: 'performance of the contract (GDPR article 6(1)(b)): what is owed under it and was agreed on it',
} as const;
const interest = {
  reason:
    'legitimate interest (GDPR article 6(1)(f)): how this very debt was paid and talked about, as its parties know',
} as const;

type Of = (soFar: SoFar, view: View) => number;
type OfPlan = (instalments: readonly Instalment[], view: View) => number;

const ofCase =
  (of: Of) =>
  (view: View): number =>
    view.soFar ? of(view.soFar, view) : Number.NaN;
const ofPlan =
  (of: OfPlan) =>
  (view: View): number =>
    view.plan ? of(view.plan, view) : Number.NaN;

/**
 * What a score knows of a case beside its invoices. The sector of a claim is left out: that somebody owes a hospital
 * tells of their health. So are opt-outs: nobody is scored for using a right.
 */
export const caseFeatures: readonly Feature[] = [
  {
    name: 'outstanding',
    meaning: 'Amount that is still to be paid',
    unit: 'euros',
    ...claims,
    ...contract,
    lateness: 0,
    of: ofCase(({ outstanding }) => outstanding / 100),
  },
  {
    name: 'share-paid',
    meaning: 'Share of the case that was paid',
    unit: 'share',
    ...journal,
    ...contract,
    lateness: -1,
    of: ofCase(({ sharePaid }) => sharePaid),
  },
  {
    name: 'claim-basis',
    meaning: 'What the bill is for: 1 goods, 2 a service, 3 a periodic payment, 4 a judgment',
    unit: 'number',
    ...claims,
    ...contract,
    lateness: 0,
    of: ofCase(({ basis }) => (basis ? ClaimBasis.options.indexOf(basis) + 1 : Number.NaN)),
  },
  {
    name: 'first-arrears',
    meaning: 'Late for the first time, as far as is known',
    unit: 'yes or no',
    source: "the creditor's earlier claims against this debtor, and what it counted of them",
    ...interest,
    lateness: -1,
    of: ofCase(({ earlierCases }, { past }) => (earlierCases === 0 && !past.told?.late ? 1 : 0)),
  },
  {
    name: 'payments',
    meaning: 'Days on which part of it was paid',
    unit: 'number',
    ...journal,
    ...interest,
    lateness: -1,
    of: ofCase(({ paymentDays }) => paymentDays),
  },
  {
    name: 'promises-kept',
    meaning: 'Promises that were kept',
    unit: 'number',
    ...journal,
    ...interest,
    lateness: -1,
    of: ofCase(({ promisesKept }) => promisesKept),
  },
  {
    name: 'promises-broken',
    meaning: 'Promises that were not kept',
    unit: 'number',
    ...journal,
    ...interest,
    lateness: 1,
    of: ofCase(({ promisesBroken }) => promisesBroken),
  },
  {
    name: 'plans-kept',
    meaning: 'Plans that were paid to their end',
    unit: 'number',
    ...journal,
    ...interest,
    lateness: -1,
    of: ofCase(({ plansKept }) => plansKept),
  },
  {
    name: 'plans-broken',
    meaning: 'Plans that could not be kept',
    unit: 'number',
    ...journal,
    ...interest,
    lateness: 1,
    of: ofCase(({ plansBroken }) => plansBroken),
  },
  {
    name: 'plan-running',
    meaning: 'A plan is being paid',
    unit: 'yes or no',
    ...journal,
    ...contract,
    lateness: 0,
    of: ofCase(({ planRunning }) => (planRunning ? 1 : 0)),
  },
  {
    name: 'channels',
    meaning: 'Channels that reach the person',
    unit: 'number',
    source: 'whether there is an address, and whether messages to it came back; never the address',
    ...interest,
    lateness: -1,
    of: ofCase(({ reach }) => reach),
  },
  {
    name: 'asks',
    meaning: 'Messages so far that asked for money',
    unit: 'number',
    ...journal,
    ...interest,
    lateness: 0,
    of: ofCase(({ asks }) => asks),
  },
  {
    name: 'unanswered',
    meaning: 'Messages without an answer about paying',
    unit: 'number',
    ...journal,
    ...interest,
    lateness: 1,
    of: ofCase(({ unanswered }) => unanswered),
  },
  {
    name: 'share-opened',
    meaning: 'Share of our messages that were opened',
    unit: 'share',
    ...journal,
    ...interest,
    lateness: -1,
    of: ofCase(({ opened, asks }) => opened / asks),
  },
  {
    name: 'share-clicked',
    meaning: 'Share of our messages in which a link was followed',
    unit: 'share',
    ...journal,
    ...interest,
    lateness: -1,
    of: ofCase(({ clicked, asks }) => clicked / asks),
  },
  {
    name: 'replies',
    meaning: 'Times that the person wrote about paying',
    unit: 'number',
    ...journal,
    ...interest,
    lateness: -1,
    of: ofCase(({ replies }) => replies),
  },
  {
    name: 'response-days',
    meaning: 'Days from a message to an answer about paying or a payment, as a rule',
    unit: 'days',
    ...journal,
    ...interest,
    lateness: 1,
    of: ofCase(({ responseDays }) => responseDays),
  },
  {
    name: 'month',
    meaning: 'Month of the year, 1 to 12',
    unit: 'number',
    source: 'the calendar',
    ...interest,
    lateness: 0,
    of: ofCase((_, { day }) => Number(plusDays('1970-01-01', day).slice(5, 7))),
  },
];

/** What a score knows of a plan that is agreed or proposed. */
export const planFeatures: readonly Feature[] = [
  {
    name: 'plan-instalments',
    meaning: 'Instalments of the plan',
    unit: 'number',
    source: 'the plan itself',
    ...contract,
    lateness: 0,
    of: ofPlan((instalments) => instalments.length),
  },
  {
    name: 'plan-instalment',
    meaning: 'The largest instalment',
    unit: 'euros',
    source: 'the plan itself',
    ...contract,
    lateness: 0,
    of: ofPlan((instalments) => largest(instalments) / 100),
  },
  {
    name: 'plan-instalment-share',
    meaning: 'The largest instalment, divided by what is still to be paid',
    unit: 'share',
    source: 'the plan itself',
    ...contract,
    lateness: 0,
    of: ofPlan((instalments, { soFar }) => largest(instalments) / (soFar?.outstanding ?? Number.NaN)),
  },
  {
    name: 'plan-first-days',
    meaning: 'Days until the first instalment',
    unit: 'days',
    source: 'the plan itself',
    ...contract,
    lateness: 0,
    of: ofPlan(([first], { day }) => (first ? numbered(first.on) - day : Number.NaN)),
  },
];

function largest(instalments: readonly Instalment[]): number {
  return Math.max(...instalments.map(({ cents }) => cents));
}
