import type { Command } from 'commander';
import { Profile, Step } from '../core/case/words.ts';
import type { Communication } from '../core/segment/communication.ts';
import { Group } from '../core/segment/groups.ts';
import { type Persona, resolvePersona } from '../core/segment/persona.ts';
import { needFiles } from './options.ts';
import { readCreditor, readGroups } from './policy.ts';

interface Flags {
  creditor?: string;
  groups?: string;
  json?: boolean;
}

type Told = Omit<Persona, 'group' | 'profile'>;
const kinds = ['channels', 'tone', 'moment', 'length', 'reading'] as const satisfies (keyof Told)[];

/** Adds the command `personas` to the program. */
export function addPersonas(program: Command): void {
  program
    .command('personas')
    .description(
      'show how each of the 56 personas (14 groups with 4 profiles) is written to, and who says so',
    )
    .option('--creditor <policy.json>', "a creditor's policy, for its own preferences (default: none)")
    .option(
      '--groups <groups.json>',
      'communication groups from a file of their own, in place of the policy’s',
    )
    .option('--json', 'print one JSON object')
    .action(show);
}

function show({ creditor, groups, json }: Flags): void {
  needFiles(creditor, groups);
  const communication = groups ? readGroups(groups) : creditor && readCreditor(creditor).communication;
  const personas = allPersonas(communication || undefined);
  console.log(json ? JSON.stringify({ personas }) : tellPersonas(personas));
}

/** A persona with what holds for most messages, and what is another for some steps. */
export interface PersonaRow extends Persona {
  persona: string;
  steps: Partial<Record<Step, Partial<Told>>>;
  sectors: Record<string, Partial<Told>>;
}

/** All 56, groups in their order and profiles within. */
export function allPersonas(communication: Communication | undefined): PersonaRow[] {
  return Group.options.flatMap((group) =>
    Profile.options.map((profile) => {
      const usual = resolvePersona(communication, group, profile);
      const others = (about: Parameters<typeof resolvePersona>[3]) => {
        const other = resolvePersona(communication, group, profile, about);
        return Object.fromEntries(
          kinds.flatMap((kind) => (same(usual[kind], other[kind]) ? [] : [[kind, other[kind]]])),
        ) as Partial<Told>;
      };
      const steps = Step.options.map((step) => [step, others({ step })] as const);
      const sectors = Object.keys(communication?.personas?.[group]?.[profile]?.sectors ?? {});
      return {
        persona: `${group}/${profile}`,
        ...usual,
        steps: Object.fromEntries(steps.filter(([, other]) => Object.keys(other).length > 0)),
        sectors: Object.fromEntries(sectors.map((sector) => [sector, others({ sector })])),
      };
    }),
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The 56 as a table, each value with who says it, and beneath it what is another for some steps. */
export function tellPersonas(personas: readonly PersonaRow[]): string {
  const head = ['persona', 'channels', 'tone', 'moment', 'length', 'reading'];
  const rows = personas.map((row) => [row.persona, ...kinds.map((kind) => told(row[kind]))]);
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    `${personas.length} personas. Behind each value who says it: the persona, its group, its profile, or nobody (default).`,
    'What a persona does not say is asked of its group, then of its profile, then of what holds for everybody.',
    'Who asked for easier words on their own page gets them, whatever their persona says.',
    'Only somebody in trouble (problem-payer) has the channels of the profile before those of the group.',
    '',
    line(head),
    ...rows.map(line),
    '',
    'What is another for some messages:',
    ...deviations(personas),
    'An ask that the profile has in writing stays in writing, whoever prefers text messages.',
  ].join('\n');
}

/** Steps and sectors for which something else holds, each told once with the personas that it is told of. */
function deviations(personas: readonly PersonaRow[]): string[] {
  const seen = new Map<string, string[]>();
  for (const { persona, steps, sectors } of personas) {
    for (const [about, other] of [...Object.entries(steps), ...Object.entries(sectors)]) {
      for (const kind of kinds) {
        const value = other[kind];
        if (!value) continue;
        const text = `${about}: ${kind} ${told(value)}`;
        seen.set(text, [...(seen.get(text) ?? []), persona]);
      }
    }
  }
  return [...seen].map(
    ([text, of]) => `  ${text}  ${of.length > 3 ? `of ${of.length}` : `of ${of.join(', ')}`}`,
  );
}

function told({ value, from }: Told[keyof Told]): string {
  return `${typeof value === 'string' ? value : value.join('>')} (${from})`;
}
