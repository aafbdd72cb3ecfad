import type { Case } from '../case/case.ts';
import type { Context } from '../case/context.ts';
import type { Receipt } from '../case/entry.ts';
import type { Channel, Step } from '../case/words.ts';
import { openOn } from '../money/statement.ts';
import type { Manner } from './groups.ts';
import { type FoundGroup, learnGroup } from './learn-group.ts';
import { type From, type Persona, resolvePersona } from './persona.ts';
import { defaults, namesAll } from './preferences.ts';

/** The persona to which a step of a case is written, and how its group was found. */
export function personaFor(c: Case, ctx: Context, step: Step): { persona: Persona; found: FoundGroup } {
  const found = groupOf(c, ctx);
  const { easyWords } = ctx.person;
  const inFull = namesAll(ctx.pack.country, ctx.creditor);
  const about = { step, sector: sectorOf(c, ctx.creditor.sector), easyWords, inFull };
  const profile = c.profile ?? 'late-payer';
  return { found, persona: resolvePersona(ctx.creditor.communication, found.group, profile, about) };
}

/** The manner that is kept with a message: none where it is everybody's, and none in a text message, which has one only. */
export function mannerOf({ tone, length }: Persona, channel: Channel): Manner | undefined {
  if (channel === 'sms' || (tone.value === defaults.tone && length.value === defaults.length))
    return undefined;
  return { tone: tone.value, length: length.value };
}

/**
 * The group of a case: on the creditor's map, unless the person objects to that; else learned from what they did with
 * our messages.
 */
export function groupOf(c: Case, { mapped, person, pack }: Context): FoundGroup {
  const learned = learnGroup(c, pack.zone);
  if (!mapped) return learned;
  if (!person.objectsToGroups) return { group: mapped, by: 'map', reason: 'By the map of the creditor.' };
  const { group, reason } = learned;
  return { group, by: 'objected', reason: `The person objects to the map. ${reason}` };
}

/** The kind of claim: the sector of all that is open; undefined where it is of several. */
function sectorOf(c: Case, otherwise: string): string | undefined {
  const open = [...c.claims.values()].filter(({ books }) => openOn(books) > 0);
  const [sector, ...others] = new Set(open.map(({ sector }) => sector ?? otherwise));
  return others.length === 0 ? sector : undefined;
}

/**
 * What a receipt says of a persona: its name, how its group was found and why, and who said each value that is not
 * everybody's.
 *
 * @param way who chose the channel in the end
 */
export function inputsOf(persona: Persona, { by, reason }: FoundGroup, way: From): Receipt['inputs'] {
  const said = { ...persona, channels: { from: way } };
  const sources = (['channels', 'tone', 'moment', 'length', 'reading'] as const).flatMap((what) =>
    said[what].from === 'default' ? [] : [`${what} ${said[what].from}`],
  );
  return {
    persona: `${persona.group}/${persona.profile}`,
    group: by,
    ...(by !== 'neutral' && { because: reason }),
    sources: sources.join(', '),
  };
}
