import { type Command, Option } from 'commander';
import type { RuleRef } from '../../core/case/entry.ts';
import type { Answer } from '../../core/law/law.ts';
import { distinct } from '../../core/law/of-case.ts';
import { REFUSED, WRONG_USE } from '../exit-codes.ts';
import { WrongUse } from '../stored.ts';
import { tellReply } from './tell.ts';

/** A value as it is printed: amounts are decimal texts with two places, days ISO. */
export type Field =
  | string
  | boolean
  | number
  | readonly string[]
  | readonly { readonly [name: string]: Field }[]
  | { readonly [name: string]: Field };

/** What a question about the law is answered with. */
export interface Reply {
  /** What `--json` prints, rules aside. */
  fields: { readonly [name: string]: Field };
  /** The rules that it follows from, with source and confidence. */
  rules: readonly RuleRef[];
  /** What is not written down: then nothing else is said. */
  missing?: string;
  /** Exit code, when an answer is bad news: 0 if left out. */
  code?: number;
}

/** A reply, or a sentence that says what is missing and what to do. */
export type Told = Reply | { refused: string; code: number };

/** Where what was found goes. */
export type Print = (told: Told, json: boolean) => void;

/** Makes the action of a command out of a question. */
export type Asked = <F extends { json?: boolean }>(
  ask: (flags: F, ...words: string[]) => Reply | Promise<Reply>,
) => (...call: unknown[]) => Promise<void>;

/** A command that asks the law of one country something. */
export function question(law: Command, name: string, about: string): Command {
  return law
    .command(name)
    .description(about)
    .option('--pack <country>', 'whose law: nl, be or de', 'nl')
    .addOption(collected('--setting <name=value>', 'a reading where the law leaves doubt'))
    .option('--json', 'print one JSON object');
}

/** An option that can be given several times. */
export function collected(flags: string, about: string): Option {
  return new Option(flags, `${about} (can be repeated)`)
    .default([], 'none')
    .argParser((text: string, before: string[]) => [...before, text]);
}

/** Puts a reply together: the rules of all answers once, and the first thing that is missing in one of them. */
export function reply(fields: Reply['fields'], ...answers: readonly Answer<unknown>[]): Reply {
  const missing = answers.find((answer) => answer.missing !== undefined)?.missing;
  return {
    fields,
    rules: distinct(answers.flatMap(({ rules }) => rules)),
    ...(missing !== undefined && { missing }),
  };
}

/** Commands whose findings go to `print`. */
export function askedBy(print: Print): Asked {
  return (ask) =>
    async (...call) => {
      // Commander hands over the arguments, the options and itself.
      const words = call.slice(0, -2).map(String);
      const flags = call.at(-2) as Parameters<typeof ask>[0];
      print(await told(() => ask(flags, ...words)), flags.json === true);
    };
}

async function told(ask: () => Reply | Promise<Reply>): Promise<Told> {
  try {
    const found = await ask();
    if (found.missing === undefined) return found;
    return { refused: `${found.missing} Nothing is guessed: have the source read first.`, code: REFUSED };
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    return { refused: error.message, code: WRONG_USE };
  }
}

/** Prints for a person, or one JSON object, and leaves the exit code. */
export const printTold: Print = (found, json) => {
  if ('refused' in found) {
    if (json) console.log(JSON.stringify({ refused: found.refused }));
    else console.error(`amicable: ${found.refused}`);
    process.exitCode = found.code;
    return;
  }
  console.log(json ? JSON.stringify(jsonOf(found)) : tellReply(found));
  process.exitCode = found.code ?? 0;
};

/** A reply as `--json` prints it. */
export function jsonOf({ fields, rules }: Reply): { readonly [name: string]: unknown } {
  return { ...fields, rules };
}
