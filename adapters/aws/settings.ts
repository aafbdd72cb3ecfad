/** Something that the stage must tell a function is missing or wrong: the text says which variables. */
export class BadSettings extends Error {
  override name = 'BadSettings';
}

/** What a stage tells its functions. */
export interface Settings {
  stage: string;
  table: string;
  buckets: { files: string; letters: string; erasures: string };
  bus: string;
  schedules: { group: string; role: string; deadLetters: string };
  /** ARNs of functions and machines without their own names. */
  functionPrefix: string;
  machinePrefix: string;
  secret: string;
  configurationSet: string;
  /** A verified address from which all mail leaves; without one each creditor's own. */
  mailFrom?: string;
  smsSender: string;
  payments: 'pretend-bank' | 'none';
  /** `approved-texts`, or the id of a model. */
  writer: string;
  /** Where the public pages are, under a domain of their own. */
  origin?: string;
  /** Only where a stage is tried out without a cloud: who is asked for the time. */
  clockUrl?: string;
}

/** Reads what the stage tells. @throws BadSettings naming everything that is missing */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const missing: string[] = [];
  const given = (name: string) => environment[`AMICABLE_${name}`] || undefined;
  const needed = (name: string): string => {
    const value = given(name);
    if (value === undefined) missing.push(`AMICABLE_${name}`);
    return value ?? '';
  };
  const payments = needed('PAYMENTS');
  const mailFrom = given('MAIL_FROM');
  const origin = given('ORIGIN');
  const clockUrl = given('CLOCK_URL');
  const settings: Settings = {
    stage: needed('STAGE'),
    table: needed('TABLE'),
    buckets: { files: needed('FILES'), letters: needed('LETTERS'), erasures: needed('ERASURES') },
    bus: needed('BUS'),
    schedules: {
      group: needed('SCHEDULES'),
      role: needed('SCHEDULE_ROLE'),
      deadLetters: needed('SCHEDULE_DLQ'),
    },
    functionPrefix: needed('FUNCTION_PREFIX'),
    machinePrefix: needed('MACHINE_PREFIX'),
    secret: needed('SECRET'),
    configurationSet: needed('CONFIGURATION_SET'),
    ...(mailFrom && { mailFrom }),
    smsSender: needed('SMS_SENDER'),
    payments: payments === 'pretend-bank' ? payments : 'none',
    writer: needed('WRITER'),
    ...(origin && { origin }),
    ...(clockUrl && { clockUrl }),
  };
  if (missing.length > 0) throw new BadSettings(`The stage does not set ${missing.join(', ')}.`);
  if (payments !== settings.payments)
    throw new BadSettings('AMICABLE_PAYMENTS must be pretend-bank or none.');
  return settings;
}
