import { type Moment, wallTime } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Channel } from '../case/words.ts';
import type { Group, PartOfDay } from './groups.ts';

/** So many messages must have been answered before anything is concluded from them. */
const LEAST = 3;

/** How a group was found: by the creditor's map, from reactions, not at all, or without the map because they object to it. */
export type GroupBy = 'map' | 'learned' | 'neutral' | 'objected';

/** A group, and why, in words and with what was counted; free of personal data. */
export interface FoundGroup {
  group: Group;
  by: GroupBy;
  reason: string;
}

type Part = Exclude<PartOfDay, 'any'>;
const byChannel: Record<Channel, 'mail' | 'text' | 'paper'> = { email: 'mail', sms: 'text', letter: 'paper' };
const channelInWords: Record<Channel, string> = { email: 'e-mail', sms: 'text message', letter: 'letter' };
const partInWords: Record<Part, string> = {
  morning: 'in the morning',
  midday: 'in the middle of the day',
  evening: 'in the evening',
};

/**
 * Learns a group from a person's own reactions: by which way the messages went that they answered, with a click, a reply
 * or a payment within days; and at which time of day they opened, clicked or replied. What they said or asked for plays no part.
 * An opened message says nothing of the channel: text messages and letters cannot tell that they were opened. Nobody is
 * guessed to need easier words.
 *
 * @param zone the zone of the person's day
 */
export function learnGroup(c: Pick<Case, 'reactions'>, zone: string): FoundGroup {
  const channels = new Map<string, Channel>();
  const parts = new Map<string, Part>();
  for (const { contact, how, channel, at } of c.reactions) {
    if (how !== 'opened') channels.set(contact, channel);
    if (how !== 'paid' && !parts.has(contact)) parts.set(contact, partOf(at, zone));
  }
  const channel = most([...channels.values()]);
  const part = most([...parts.values()]);
  const said = [
    channel.clear && `${counted(channel, 'answered')} came by ${channelInWords[channel.clear]}`,
    part.clear && `${counted(part, 'dated')} were read or answered ${partInWords[part.clear]}`,
  ].filter(Boolean);
  if (said.length === 0) {
    const seen = `${channels.size} answered and ${parts.size} dated ${parts.size === 1 ? 'message' : 'messages'}`;
    return { group: 'neutral', by: 'neutral', reason: `No habit shows yet in ${seen}.` };
  }
  return { group: named(channel.clear, part.clear), by: 'learned', reason: `${said.join('; ')}.` };
}

function named(channel: Channel | undefined, part: Part | undefined): Group {
  const way = channel && byChannel[channel];
  if (way === 'paper') return way;
  if (way) return part ? `${way}-${part}` : way;
  return part ?? 'neutral';
}

interface Most<T> {
  /** What two thirds of enough messages have in common. */
  clear?: T;
  count: number;
  all: number;
}

function most<T>(seen: readonly T[]): Most<T> {
  const all = seen.length;
  for (const one of new Set(seen)) {
    const count = seen.filter((other) => other === one).length;
    if (all >= LEAST && count * 3 >= all * 2) return { clear: one, count, all };
  }
  return { count: 0, all };
}

function counted({ count, all }: Most<unknown>, what: string): string {
  return `${count} of ${all} ${what} messages`;
}

/** A night is the end of a day. */
function partOf(at: Moment, zone: string): Part {
  const { minutes } = wallTime(at, zone);
  if (minutes >= 5 * 60 && minutes < 11 * 60) return 'morning';
  return minutes >= 11 * 60 && minutes < 16 * 60 ? 'midday' : 'evening';
}
