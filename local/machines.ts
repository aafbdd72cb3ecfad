import { readdirSync, readFileSync } from 'node:fs';
import { complete, isPerCase } from '../statemachines/complete.ts';
import type { Definition } from './interpreter/definition.ts';
import { parseDefinition } from './interpreter/parse-definition.ts';
import { substitute } from './interpreter/substitute.ts';

const folder = new URL('../statemachines/', import.meta.url);

/** Names of the state machines: the files `<name>.asl.json`. */
export function machineNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.asl.json'))
    .map((file) => file.replace('.asl.json', ''))
    .sort();
}

/** The text of a state machine's file. */
export function machineText(name: string): string {
  return readFileSync(new URL(`${name}.asl.json`, folder), 'utf8');
}

/** A machine as it is deployed: its file, completed with what all tasks need alike. */
export function completedMachine(name: string): ReturnType<typeof complete> {
  return complete(JSON.parse(machineText(name)), isPerCase(name));
}

/**
 * All machines, ready to run. A placeholder is the name of a function; one that does not exist is refused.
 *
 * @param names the functions there are
 */
export function loadMachines(names: ReadonlySet<string>): Record<string, Definition> {
  return Object.fromEntries(
    machineNames().map((name) => {
      const text = JSON.stringify(completedMachine(name));
      return [
        name,
        parseDefinition(
          substitute(text, (called) => (names.has(called) ? called : undefined)),
          name,
        ),
      ];
    }),
  );
}
