import * as z from 'zod/mini';
import { type Day, momentOn, plusDays } from '../../core/calendar/moment.ts';
import type { RuleRef } from '../../core/case/entry.ts';
import { ClaimBasis, PersonKind } from '../../core/case/words.ts';
import { interestStillFrom, suspendedBy } from '../../core/law/be-suspension.ts';
import { mustHold } from '../../core/law/contents.ts';
import type { Answer, Approach, LawClaim, LawCreditor, LegalMessage, Pack } from '../../core/law/law.ts';
import { payableOf } from '../../core/law/nl-means.ts';
import { sectorGate, sectorsWithRules } from '../../core/law/nl-sectors.ts';
import { LawCountry, LawSettings, packFor } from '../../core/law/packs.ts';
import { settingsOf } from './flags.ts';

// A rule is named where it is used, so a list of them is had by asking: whatever any question can answer with.

/** A setting as people are shown it. */
export interface ShownSetting {
  name: string;
  about: string;
  standard: unknown;
  /** The other values there are; a range of numbers by its lowest. */
  others: unknown[];
  /** A range of numbers, in words. */
  range?: string;
}

const Property = z.object({
  description: z._default(z.string(), ''),
  default: z.unknown(),
  type: z.optional(z.string()),
  enum: z.optional(z.array(z.unknown())),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  items: z.optional(z.object({ enum: z.array(z.unknown()) })),
});

/** The settings of a country's law. */
export function shownSettings(country: LawCountry): ShownSetting[] {
  const schema = z
    .object({ properties: z.record(z.string(), Property) })
    .parse(z.toJSONSchema(settingsOf(country)));
  return Object.entries(schema.properties).map(([name, property]) => {
    const { description: about, default: standard, minimum, maximum } = property;
    const shown = { name, about, standard };
    if (minimum !== undefined) return { ...shown, others: [minimum], range: `${minimum} to ${maximum}` };
    if (property.items) return { ...shown, others: [[]], range: 'any of them, or none' };
    const values = property.enum ?? [true, false];
    return { ...shown, others: values.filter((value) => value !== standard) };
  });
}

/** Every rule that a country's law can answer with, under any reading, by name. */
export function rulesOf(country: LawCountry): RuleRef[] {
  const rules = new Map<string, RuleRef>();
  const hear = (answer: Answer<unknown>) => {
    for (const rule of answer.rules) if (!rules.has(rule.name)) rules.set(rule.name, rule);
  };
  const readings = shownSettings(country).flatMap(({ name, others }) =>
    others.map((value) => LawSettings.parse({ [country.toLowerCase()]: { [name]: value } })),
  );
  for (const reading of [undefined, ...readings]) askEverything(packFor(country, reading), hear);
  askBeside(country, hear);
  return [...rules.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const approaches: readonly Approach[] = ['email', 'visit'];
const messages: readonly LegalMessage[] = ['reminder', 'notice', 'first-demand'];
const kinds = ['demand', 'acknowledgement', 'court'] as const;
const sectors = [undefined, 'energy', 'telecom', 'other'];

const creditors: readonly LawCreditor[] = [true, false].flatMap((outsourced) =>
  [true, false].flatMap((termsCleared) => {
    const creditor = { termsCleared, canReclaimVat: !outsourced, outsourced };
    return [
      creditor,
      { ...creditor, canReclaimVat: true, damages: { flat: 100, rate: 10 }, interestRate: 300 },
    ];
  }),
);

function askEverything(pack: Pack, hear: (answer: Answer<unknown>) => void): void {
  const first: Day = '2026-01-01';
  const days = Array.from({ length: 365 }, (_, at) => plusDays(first, at));
  hear(pack.allocationOrder());
  for (const person of PersonKind.options) {
    hear(pack.noticeNeeded(person));
    for (const day of days) {
      for (const channel of ['letter', 'email'] as const) hear(pack.noticeTerm(person, channel, day));
      for (const approach of approaches)
        hear(pack.contactFrom(person, momentOn(day, 600, pack.zone), approach));
    }
    for (const claim of claims(pack, person)) {
      hear(pack.defaultFrom(person, claim));
      hear(pack.interestFrom(person, claim));
      hear(pack.barredFrom(person, claim, []));
      for (const how of kinds)
        hear(pack.barredFrom(person, claim, [{ on: plusDays(claim.dueOn, 100), how }]));
      hear(pack.barredFrom(person, claim, [{ on: plusDays(claim.dueOn, 364), how: 'acknowledgement' }]));
    }
    for (const creditor of creditors) {
      hear(pack.costs(person, [10_000, 20_000], creditor, first));
      hear(pack.costs(person, [10_000], creditor, '2025-01-01'));
      // Beyond the last rate, to hear what is said then.
      hear(
        pack.interest(person, { principal: 10_000, since: first, from: first, to: '2030-01-01' }, creditor),
      );
      for (const message of messages)
        hear(mustHold(LawCountry.parse(pack.country), message, person, creditor));
    }
  }
}

function claims(pack: Pack, person: PersonKind): LawClaim[] {
  const notice = pack.noticeTerm(person, 'letter', '2026-03-02').value;
  const claim = { claim: 'c1', principal: 10_000, invoicedOn: '2026-01-01' };
  // The last one falls due on a Saturday.
  return ['2026-01-15', '2024-02-01', '2026-01-17'].flatMap((dueOn) =>
    [undefined, ...ClaimBasis.options].flatMap((basis) =>
      sectors.flatMap((sector) =>
        [true, false, undefined].map((agreedTerm) => ({
          ...claim,
          dueOn,
          agreedTerm: agreedTerm === true,
          ...(basis && { basis }),
          ...(sector !== undefined && { sector }),
          // Without an agreed term there was a reminder, or none.
          remindedUntil: agreedTerm === undefined ? [] : [plusDays(dueOn, 3)],
          notice,
        })),
      ),
    ),
  );
}

/** What is no question of a pack, because one country alone has it. */
function askBeside(country: LawCountry, hear: (answer: Answer<unknown>) => void): void {
  if (country === 'NL') {
    const facts = { reminders: [], planOffered: false, oldestDueOn: '2026-01-15', on: '2026-03-02' };
    for (const sector of sectorsWithRules) hear(sectorGate(sector, facts));
    hear(payableOf({ netIncome: 130_000 }));
  }
  if (country === 'BE') {
    for (const what of ['plan-request', 'dispute', 'debt-mediation'] as const) hear(suspendedBy(what));
    hear(interestStillFrom('2026-03-02'));
  }
}
