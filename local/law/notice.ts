import { type Command, Option } from 'commander';
import { plusDays } from '../../core/calendar/moment.ts';
import { WrongUse } from '../stored.ts';
import { type LawFlags, needed, readDay, readPack, readPerson } from './flags.ts';
import { type Asked, question, type Reply, reply } from './question.ts';

interface Flags extends LawFlags {
  posted?: string;
  sent?: string;
  channel?: string;
  person: string;
}

/** Adds the command `law notice`. */
export function addNotice(law: Command, asked: Asked): void {
  question(law, 'notice', 'the term of the free notice that goes before costs')
    .option('--posted <date>', 'day on which a letter was posted')
    .option('--sent <date>', 'day on which an e-mail was sent and provably delivered')
    .option('--channel <channel>', 'letter or email')
    .addOption(new Option('--person <kind>', 'who owes: consumer, business or legal').default('consumer'))
    .action(asked<Flags>(notice));
}

/**
 * `costsFrom` is the first day on which the law allows costs; `weChargeFrom` the first on which we charge any, after a
 * buffer for slow post.
 */
function notice(flags: Flags): Reply {
  const pack = readPack(flags);
  const person = readPerson(flags.person);
  if (flags.posted !== undefined && flags.sent !== undefined) {
    throw new WrongUse('Either --posted or --sent: one notice leaves once.');
  }
  const on = readDay('--posted', needed('--posted', flags.posted ?? flags.sent));
  const channel = readChannel(flags);
  const term = pack.noticeTerm(person, channel, on);
  const must = pack.noticeNeeded(person);
  return reply(
    {
      delivered: term.value.deliveredOn,
      lastFreeDay: term.value.lastFreeDay,
      costsFrom: plusDays(term.value.lastFreeDay, 1),
      weChargeFrom: term.value.costsFrom,
      needed: must.value,
    },
    term,
    must,
  );
}

/** @throws WrongUse */
function readChannel({ channel, sent }: Flags): 'letter' | 'email' {
  const named = channel ?? (sent === undefined ? 'letter' : 'email');
  if (named === 'letter' || named === 'email') return named;
  throw new WrongUse(`--channel ${named}: a notice goes by letter or email.`);
}
