import { type Command, Option } from 'commander';
import { type Moment, momentOn, wallTime } from '../../core/calendar/moment.ts';
import type { PersonKind } from '../../core/case/words.ts';
import type { Answer, Approach, Pack } from '../../core/law/law.ts';
import { heldOn, missingOn } from '../../core/law/tables.ts';
import { WrongUse } from '../stored.ts';
import { spoken } from '../words.ts';
import { type LawFlags, needed, readDay, readPack, readPerson } from './flags.ts';
import { type Asked, question, type Reply, reply } from './question.ts';

interface Flags extends LawFlags {
  at?: string;
  person?: string;
  channel: string;
}

const approaches: readonly Approach[] = ['email', 'sms', 'letter', 'phone', 'visit'];

/** Adds the command `law contact`. */
export function addContact(law: Command, asked: Asked): void {
  question(law, 'contact', 'whether somebody may be approached at a moment, and else from when')
    .option('--at <time>', 'local time, like 2026-04-27T10:00')
    .addOption(new Option('--person <kind>', 'who owes: consumer, business or legal (default: consumer)'))
    .addOption(new Option('--channel <channel>', approaches.join(', ')).default('email'))
    .action(asked<Flags>(contact));
}

function contact(flags: Flags): Reply {
  const pack = readPack(flags);
  const person = readPerson(flags.person ?? 'consumer');
  const approach = approaches.find((one) => one === flags.channel);
  if (approach === undefined) {
    throw new WrongUse(`--channel ${flags.channel}: give one of ${approaches.join(', ')}.`);
  }
  const at = readLocalTime(needed('--at', flags.at), pack.zone);
  const answer = withHeld(pack, pack.contactFrom(person, at, approach), at);
  const allowed = answer.value === at;
  return reply(
    {
      allowed,
      ...(!allowed && { reason: reasonOf(pack, answer, at) }),
      earliest: localTime(answer.value, pack.zone),
      weContactFrom: localTime(ownHours(pack, person, at, approach), pack.zone),
    },
    answer,
  );
}

/** Companies have the hours of people in business with us, for whoever reads their mail is a person too. */
function ownHours(pack: Pack, person: PersonKind, at: Moment, approach: Approach): Moment {
  return pack.contactFrom(person === 'legal' ? 'natural-business' : person, at, approach).value;
}

/** Hours of which nobody knows whether they hold are kept by whoever collects, but are no answer here. */
function withHeld(pack: Pack, answer: Answer<Moment>, at: Moment): Answer<Moment> {
  const used = pack.tables.filter(({ name }) => answer.rules.some((rule) => rule.name === name));
  for (const { day } of [wallTime(at, pack.zone), wallTime(answer.value, pack.zone)]) {
    const lapsed = used.find(({ rows }) => heldOn(rows, day) === undefined);
    if (lapsed) {
      return { ...answer, missing: missingOn(lapsed.about.replace(/\.$/, ''), lapsed.rows, day) };
    }
  }
  return answer;
}

function reasonOf(pack: Pack, { rules }: Answer<Moment>, at: Moment): string {
  const why = pack.closed.closedBy(wallTime(at, pack.zone).day) ?? rules[0];
  if (why === undefined) return 'not now';
  return `${spoken(why.name.replace(/^\w+\//, ''))} (${why.source})`;
}

/** @throws WrongUse for a time that no clock of the zone ever shows */
function readLocalTime(written: string, zone: string): Moment {
  const [, date = '', hour = '', minute = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)$/.exec(written) ?? [];
  if (date === '' || Number(hour) > 23 || Number(minute) > 59) {
    throw new WrongUse(`--at ${written}: write a local time like 2026-04-27T10:00.`);
  }
  const moment = momentOn(readDay('--at', date), Number(hour) * 60 + Number(minute), zone);
  if (localTime(moment, zone) === written) return moment;
  throw new WrongUse(`--at ${written}: the clocks of ${zone} skip that time when summer begins.`);
}

function localTime(moment: Moment, zone: string): string {
  const { day, minutes } = wallTime(moment, zone);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
