import { type Day, daysBetween } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { Answer } from './law.ts';

/** A reminder in writing that was sent and did not come back: when, and until when it gave time. */
export interface WrittenReminder {
  on: Day;
  until: Day;
}

/** What a sector's rules look at before a consumer's claim may leave for a bailiff or a court. */
export interface SectorFacts {
  reminders: readonly WrittenReminder[];
  /** A plan or other help was offered in writing. */
  planOffered: boolean;
  /** The day on which the oldest claim that is unpaid fell due. */
  oldestDueOn: Day;
  on: Day;
}

interface SectorRule {
  rule: RuleRef;
  /** Why the gate is closed, or undefined when it is open. */
  closed(facts: SectorFacts): string | undefined;
}

const REMINDERS = 3;
const REMINDER_DAYS = 14;
/** Half a year of premiums, in days; rounded up, the kinder way. */
const SIX_MONTHS = 184;

/**
 * Consumers of what nobody can do without have rules of their own. They are written for cutting off; handing a claim
 * over has the same effect on who owes, so that we keep them there too. Named by subject: the energy rules moved to
 * another act in 2026.
 */
const sectors: Record<string, SectorRule> = {
  energy: {
    rule: {
      name: 'nl/sector-energy',
      source: 'rules on cutting off small users of energy (Energiewet); article not read',
      confidence: 'doubtful',
    },
    closed: threeReminders,
  },
  water: {
    rule: {
      name: 'nl/sector-water',
      source: 'rules on cutting off small users of drinking water; taken to be like those of energy',
      confidence: 'doubtful',
    },
    closed: threeReminders,
  },
  'health-insurance': {
    rule: {
      name: 'nl/sector-health-insurance',
      source: 'Zorgverzekeringswet: letters at two, four and six months of unpaid premium',
      confidence: 'verified',
    },
    closed: ({ planOffered, oldestDueOn, on }) => {
      if (!planOffered) return 'A plan has to be offered in writing first.';
      if (daysBetween(oldestDueOn, on) < SIX_MONTHS) return 'Less than six months of premium are unpaid.';
      return undefined;
    },
  },
  telecom: {
    rule: {
      name: 'nl/sector-telecom',
      source: 'commitments to ACM of 2017; the rules on cutting off were not read',
      confidence: 'doubtful',
    },
    closed: ({ reminders }) =>
      reminders.length === 0 ? 'At least one reminder has to be sent in writing first.' : undefined,
  },
};

function threeReminders({ reminders, planOffered }: SectorFacts): string | undefined {
  const long = reminders.filter(({ on, until }) => daysBetween(on, until) >= REMINDER_DAYS);
  if (long.length < REMINDERS) {
    return `${long.length} of the ${REMINDERS} written reminders of at least ${REMINDER_DAYS} days were sent.`;
  }
  return planOffered ? undefined : 'A plan has to be offered in writing first.';
}

/**
 * Whether the rules of a consumer's sector let a claim be handed over.
 *
 * @returns why not, in a sentence; undefined where the gate is open or the sector has no rules
 */
export function sectorGate(sector: string, facts: SectorFacts): Answer<string | undefined> {
  const found = Object.hasOwn(sectors, sector) ? sectors[sector] : undefined;
  return found ? { value: found.closed(facts), rules: [found.rule] } : { value: undefined, rules: [] };
}

/** Sectors with rules of their own. */
export const sectorsWithRules: readonly string[] = Object.keys(sectors);
