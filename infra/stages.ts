import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** What differs from stage to stage. Everything else is the same in all of them. */
export interface StageSettings {
  /** Part of the name of all that is deployed. */
  name: string;
  /** How long logs are kept. They hold no personal data. */
  logs: RetentionDays;
  /** Through whom debtors pay. `pretend-bank` moves no money; with `none` they pay by transfer. */
  payments: 'pretend-bank' | 'none';
  /** Who chooses among the approved texts: they themselves by rule, or a model of Bedrock by its id. */
  writer: string;
  /** Who a text message is from: at most 11 letters and digits. */
  smsSender: string;
  /** A verified address from which all mail comes; else each creditor's own. */
  mailFrom?: string;
  /** Where the pages are reached, when they have a domain of their own: `https://pay.example.com`. */
  origin?: string;
  /** Who is told when an alarm rings. */
  alarmMail?: string;
  /**
   * False in an account that may run only a few functions at once, as new ones may: there nothing can be set apart for
   * those that book money.
   */
  reserves: boolean;
}

/** For real debtors, until somebody says otherwise. */
const careful: Omit<StageSettings, 'name'> = {
  logs: RetentionDays.THREE_MONTHS,
  payments: 'none',
  writer: 'approved-texts',
  smsSender: 'Amicable',
  reserves: true,
};

/** Stages by name, with what is different there. A stage that is not here is as careful as can be. */
const stages: Record<string, Partial<StageSettings>> = {
  dev: { logs: RetentionDays.ONE_WEEK, payments: 'pretend-bank' },
};

/** @throws Error for a name that AWS would not take everywhere */
export function stageOf(name: unknown): StageSettings {
  if (typeof name !== 'string' || !/^[a-z][a-z0-9]{1,11}$/.test(name)) {
    throw new Error(`A stage has 2 to 12 small letters and digits, a letter first: not ${String(name)}.`);
  }
  return { ...careful, ...stages[name], name };
}
