import type { Day } from '../calendar/moment.ts';
import type { Instalment } from '../case/entry.ts';
import type { Creditor } from '../creditor/creditor.ts';
import { type Means, payableOf } from '../law/nl-means.ts';
import { sum } from '../money/cents.ts';
import { answerWish, byPerson, type PlanWish } from './schedule.ts';

/** What the plans of somebody follow from. Amounts in cents. */
export interface PlanQuestion {
  /** All that is owed on this day. */
  balance: number;
  /** What somebody told: what they can spare a month, or their income. Left out: nobody has told us anything. */
  means?: { spare: number } | Omit<Means, 'runningPlans'> | undefined;
  /** Day of the month on which they get their money; if left out, the day of the first instalment. */
  payDay?: number | undefined;
  /** What they pay a month for plans that run already. */
  runningPlans?: number | undefined;
  policy: Creditor['plan'];
  today: Day;
  /** True where a person looks at any plan, as after one that was broken. */
  personLooks?: boolean | undefined;
  /** How likely instalments are to be kept, 0 to 1, where there is a model. */
  keptChance?: ((instalments: readonly Instalment[]) => number) | undefined;
}

/** `debt-help`: it is longer than a person may agree. It can be asked for all the same, and a person decides. */
export type Answer = 'at-once' | 'person' | 'debt-help';

/** A plan that is proposed: asking for its wish gives these instalments. */
export interface Proposal {
  wish: PlanWish;
  instalments: Instalment[];
  /** What is paid in all, and how much of it the plan adds: while a plan is kept, no interest or costs come. */
  total: number;
  cost: 0;
  answer: Answer;
  reason: string;
  /** As `keptChance` has it. */
  kept?: number;
}

/** What can be proposed. */
export interface Proposals {
  /** The recommended one first, three at most. None where nothing is owed, or nothing can be spared. */
  plans: Proposal[];
  /** What can be paid a month after running plans; an estimate where nobody has told. */
  means: number;
  estimated: boolean;
  /** Why debt help is suggested. */
  debtHelp?: string;
}

/**
 * What somebody is taken to be able to pay a month while nobody has told: €50, less than the 5 % that the law lets
 * creditors reach of the lowest incomes. Own policy. It only shapes what is proposed beside what the policy agrees at
 * once; it never makes a plan impossible and never suggests debt help: silence says nothing about means.
 */
const CAUTIOUS = 5_000;
/** The longest wish that can be asked for. */
const MOST_MONTHS = 120;

/**
 * Two or three plans, fewer where there are no more. No instalment is above what somebody told they can pay.
 *
 * Recommended is the plan that is most likely to be kept among those that are agreed at once, and where there is none
 * among those on which a person decides. Without a model that is the gentlest that is agreed at once; where a person
 * decides, the shortest that their means allow: the nearest to what the policy agrees. Never a refusal: debt help is
 * suggested beside a way to ask.
 */
export function proposePlans(question: PlanQuestion): Proposals {
  const { balance, policy, keptChance } = question;
  const { means, estimated } = meansOf(question);
  const told = { means, estimated };
  if (balance <= 0) return { plans: [], ...told };
  const shortest = estimated ? 1 : means > 0 ? Math.ceil(balance / means) : Number.POSITIVE_INFINITY;
  if (shortest > policy.longestMonths) {
    const debtHelp = `Within what can be paid a month this takes longer than ${policy.longestMonths} months: debt help can do more.`;
    const plans = shortest <= MOST_MONTHS ? [propose(question, shortest)] : [];
    return { plans, ...told, debtHelp };
  }
  const plans = monthsToPropose(question, shortest, told).map((months) => propose(question, months));
  const atOnce = plans.filter(({ answer }) => answer === 'at-once');
  const [first] = keptChance ? (atOnce.length > 0 ? atOnce : plans).toSorted(byKept) : plans;
  return { plans: plans.toSorted((a, b) => Number(b === first) - Number(a === first)), ...told };
}

function byKept(a: Proposal, b: Proposal): number {
  return (b.kept ?? 0) - (a.kept ?? 0);
}

function meansOf({ means, runningPlans = 0 }: PlanQuestion): { means: number; estimated: boolean } {
  if (means === undefined) return { means: Math.max(0, CAUTIOUS - runningPlans), estimated: true };
  if ('spare' in means) return { means: Math.max(0, means.spare - runningPlans), estimated: false };
  return { means: payableOf({ ...means, runningPlans }).value.payable, estimated: false };
}

/**
 * Different numbers of months, the one to recommend without a model first.
 *
 * @param shortest the fewest that the means allow
 */
function monthsToPropose(
  question: PlanQuestion,
  shortest: number,
  { means, estimated }: Pick<Proposals, 'means' | 'estimated'>,
): number[] {
  const { balance, policy } = question;
  const large = Math.max(1, Math.floor(balance / Math.max(1, policy.smallest)));
  const atOnce = mostMonths(question, Math.min(policy.atOnceMonths, large));
  const longest = Math.max(shortest, Math.min(policy.longestMonths, Math.max(atOnce + 1, large)));
  if (shortest > atOnce) return distinct(shortest, longest);
  const sooner = Math.max(shortest, Math.min(2, atOnce), estimated ? Math.ceil(atOnce / 2) : 1);
  // Running plans can leave nothing of it: then it is as gentle as can be.
  const within = means > 0 ? Math.min(longest, Math.ceil(balance / means)) : longest;
  const gentler =
    estimated && within > atOnce ? within : sooner === atOnce ? Math.min(longest, 2 * atOnce) : atOnce;
  return distinct(atOnce, sooner, gentler);
}

/** The most months, up to some, in which no instalment is below the smallest: the last can be some cents less. */
function mostMonths({ balance, policy, today }: PlanQuestion, upTo: number): number {
  for (let months = upTo; months > 1; months -= 1) {
    if (answerWish({ months }, balance, policy, today).agreed) return months;
  }
  return 1;
}

function distinct(...months: number[]): number[] {
  return [...new Set(months)];
}

function propose(question: PlanQuestion, months: number): Proposal {
  const { balance, policy, payDay, today, personLooks, keptChance } = question;
  const wish = { months, ...(payDay !== undefined && { payDay }) };
  const judged = answerWish(wish, balance, policy, today);
  const agreed = judged.agreed && !personLooks;
  const instalments = agreed ? judged.instalments : byPerson(wish, balance, today);
  const answer = agreed ? 'at-once' : months > policy.longestMonths ? 'debt-help' : 'person';
  return {
    wish,
    instalments,
    total: sum(instalments),
    cost: 0,
    answer,
    reason: reasonOf(answer, judged, policy),
    ...(keptChance && { kept: keptChance(instalments) }),
  };
}

function reasonOf(answer: Answer, judged: ReturnType<typeof answerWish>, policy: Creditor['plan']): string {
  if (answer === 'debt-help')
    return `More than ${policy.longestMonths} months: a person decides, and debt help can do more.`;
  if (!judged.agreed) return judged.reason;
  if (answer === 'person') return 'There was a plan before: a person decides.';
  return 'Within what the creditor agrees at once.';
}
