import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  type CheckedLanguage,
  checkedLanguages,
  checkText,
  type Finding,
  type TextKind,
} from '../../core/law/check-text.ts';
import { mustHold } from '../../core/law/contents.ts';
import type { Answer, LegalMessage } from '../../core/law/law.ts';
import type { LawCountry } from '../../core/law/packs.ts';
import { FAILED } from '../exit-codes.ts';
import { needFiles } from '../options.ts';
import { WrongUse } from '../stored.ts';
import {
  type LawFlags,
  needed,
  plainCreditor,
  readAmount,
  readCountry,
  readDayOrToday,
  readPack,
  readPerson,
} from './flags.ts';
import { type Asked, question, type Reply, reply } from './question.ts';

interface Flags extends LawFlags {
  kind?: string;
  language?: string;
  person: string;
  principal?: string;
  costs?: string;
  posted?: string;
  channel: string;
  outsourced?: boolean;
  vatNotReclaimable?: boolean;
}

/** Letters by the law that wants them, the language they are read in when none is said, and what they are there. */
const kinds: Record<TextKind, { country: LawCountry; language: CheckedLanguage; message: LegalMessage }> = {
  'notice-14-days': { country: 'NL', language: 'nl', message: 'notice' },
  'first-reminder': { country: 'BE', language: 'nl', message: 'notice' },
  'formal-notice': { country: 'BE', language: 'nl', message: 'first-demand' },
  'first-demand': { country: 'DE', language: 'de', message: 'first-demand' },
};

/** Adds the command `law check-text`. */
export function addCheckText(law: Command, asked: Asked): void {
  question(law, 'check-text', 'what is missing or invalid in a letter; it looks for words and can be wrong')
    .argument('<file>', 'the letter as plain text')
    .option('--kind <kind>', Object.keys(kinds).join(', '))
    .option('--language <language>', `${Object.keys(checkedLanguages).join(', ')} (default: the country's)`)
    .option('--person <kind>', 'who owes: consumer, business or legal', 'consumer')
    .option('--principal <amount>', 'principal of its claims, to know the costs that it must name')
    .option('--costs <amount>', 'costs that it must name, VAT included')
    .option('--posted <date>', 'day on which it leaves, to know whether a fixed last day is too early')
    .option('--channel <channel>', 'letter or email', 'letter')
    .option('--outsourced', 'somebody else collects')
    .option('--vat-not-reclaimable', 'the creditor cannot deduct VAT, and somebody else collects')
    .action(asked<Flags>(check));
}

function check(flags: Flags, file = ''): Reply {
  const { kind, country, language, message } = kindOf(flags);
  if (flags.channel !== 'letter' && flags.channel !== 'email') {
    throw new WrongUse(`--channel ${flags.channel}: a notice goes by letter or email.`);
  }
  needFiles(file);
  const pack = readPack({ ...flags, pack: country });
  const person = readPerson(flags.person);
  const named = flags.costs === undefined ? undefined : readAmount('--costs', flags.costs);
  const creditor = {
    ...plainCreditor,
    // In Belgium costs are announced where the contract names them.
    ...(named !== undefined && { damages: { flat: named, rate: 0 } }),
    canReclaimVat: flags.vatNotReclaimable !== true,
    // Only a collector sends a formal notice.
    outsourced: flags.outsourced === true || flags.vatNotReclaimable === true || kind === 'formal-notice',
  };
  const wanted = mustHold(country, message, person, creditor);
  const answers: Answer<unknown>[] = [wanted];
  const on = readDayOrToday('--posted', flags.posted);
  const term = flags.posted === undefined ? undefined : pack.noticeTerm(person, flags.channel, on);
  if (term) answers.push(term);
  let costs = named;
  if (costs === undefined && flags.principal !== undefined) {
    const scale = pack.costs(person, [readAmount('--principal', flags.principal)], creditor, on);
    answers.push(scale);
    costs = scale.value.cents;
  }
  const checked = checkText(readFileSync(file, 'utf8'), {
    kind,
    language,
    contents: wanted.value,
    ...(costs !== undefined && { costs }),
    ...(term && { lastFreeDay: term.value.lastFreeDay }),
  });
  const valid = checked.missing.length === 0 && checked.invalid.length === 0;
  const told = reply(
    {
      valid,
      ...(kind !== 'first-demand' && { costsLost: checked.costsLost }),
      missing: checked.missing,
      invalid: checked.invalid.map(findingOf),
      warnings: checked.warnings.map(findingOf),
      unchecked: checked.unchecked,
    },
    ...answers,
  );
  return { ...told, ...(!valid && { code: FAILED }) };
}

function findingOf({ what, found, why }: Finding): Record<string, string> {
  return { what, found, why };
}

/** @throws WrongUse */
function kindOf(flags: Flags): {
  kind: TextKind;
  country: LawCountry;
  language: CheckedLanguage;
  message: LegalMessage;
} {
  const named = needed('--kind', flags.kind);
  const kind = (Object.keys(kinds) as TextKind[]).find((one) => one === named);
  if (kind === undefined)
    throw new WrongUse(`--kind ${named}: give one of ${Object.keys(kinds).join(', ')}.`);
  const { country, message } = kinds[kind];
  const pack = readCountry(flags.pack);
  // Left out it is the Netherlands, which says nothing.
  if (pack !== 'NL' && pack !== country) {
    throw new WrongUse(`--kind ${kind} is of the law of ${country}: leave --pack out, or give another kind.`);
  }
  const languages = Object.keys(checkedLanguages) as CheckedLanguage[];
  const language = languages.find((one) => one === (flags.language ?? kinds[kind].language));
  if (language !== undefined) return { kind, country, language, message };
  throw new WrongUse(`--language ${flags.language}: give one of ${languages.join(', ')}.`);
}
