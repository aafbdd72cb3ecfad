import { type Command, Option } from 'commander';
import type { ClaimBasis } from '../../core/case/words.ts';
import type { Interruption, LawClaim } from '../../core/law/law.ts';
import { WrongUse } from '../stored.ts';
import { type LawFlags, needed, readDay, readDayOrToday, readPack, readPerson } from './flags.ts';
import { type Asked, collected, question, type Reply, reply } from './question.ts';

interface Flags extends LawFlags {
  kind?: string;
  due?: string;
  interrupted: string[];
  how: string;
  on?: string;
  person?: string;
  sector?: string;
}

/** What a claim is for, as people say it; `unclear` where nobody said. */
const kinds: Record<string, ClaimBasis | undefined> = {
  'consumer-sale': 'sale',
  sale: 'sale',
  contract: 'service',
  service: 'service',
  periodic: 'periodic',
  judgment: 'judgment',
  unclear: undefined,
};

/** Adds the command `law limitation`. */
export function addLimitation(law: Command, asked: Asked): void {
  question(law, 'limitation', 'whether a claim is time-barred on a day, and from which day on')
    .option(
      '--kind <kind>',
      'consumer-sale, sale, contract (or service), periodic, judgment, or unclear where nobody said',
    )
    .option('--due <date>', 'day on which it fell due')
    .addOption(
      collected(
        '--interrupted <date[:how]>',
        'day on which a demand, acknowledgement or court claim reached the other side',
      ),
    )
    .option('--how <how>', 'how it was interrupted where the day does not say', 'demand')
    .option('--on <date>', 'day that is asked about (default: today)')
    .addOption(new Option('--person <kind>', 'who owes: consumer, business or legal (default: consumer)'))
    .option('--sector <sector>', 'energy, water or telecom, where the law looks at it')
    .action(asked<Flags>(limitation));
}

function limitation(flags: Flags): Reply {
  const pack = readPack(flags);
  const kind = needed('--kind', flags.kind);
  if (!Object.hasOwn(kinds, kind)) {
    throw new WrongUse(`--kind ${kind}: give one of ${Object.keys(kinds).join(', ')}.`);
  }
  const person = readPerson(flags.person ?? 'consumer');
  if (kind === 'consumer-sale' && person !== 'consumer') {
    throw new WrongUse('A consumer sale is owed by a consumer: leave --person out, or give --kind contract.');
  }
  const basis = kinds[kind];
  const dueOn = readDay('--due', needed('--due', flags.due));
  const on = readDayOrToday('--on', flags.on);
  const claim: LawClaim = {
    claim: 'asked',
    principal: 0,
    dueOn,
    agreedTerm: true,
    remindedUntil: [],
    ...(basis && { basis }),
    ...(flags.sector !== undefined && { sector: flags.sector }),
  };
  const interruptions = flags.interrupted.map((one) => readInterruption(one, flags.how));
  const late = interruptions.find((one) => one.on > on);
  if (late) throw new WrongUse(`--interrupted ${late.on} lies after --on ${on}: it has not happened yet.`);
  const answer = pack.barredFrom(person, claim, interruptions);
  return reply({ barred: on >= answer.value, from: answer.value, on }, answer);
}

/** @throws WrongUse */
function readInterruption(written: string, otherwise: string): Interruption {
  const [day = '', how = otherwise] = written.split(':');
  if (how === 'demand' || how === 'acknowledgement' || how === 'court') {
    return { on: readDay('--interrupted', day), how };
  }
  throw new WrongUse(`--interrupted ${written}: it was by demand, acknowledgement or court, not by ${how}.`);
}
