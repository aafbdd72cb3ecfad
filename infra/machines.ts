import { readdirSync, readFileSync } from 'node:fs';
import { complete, type Definition, isPerCase } from '../statemachines/complete.ts';
import type { MachineName } from './names.ts';

const folder = new URL('../statemachines/', import.meta.url);

/** Names of the state machines: the files `<name>.asl.json`. */
export function machineNames(): MachineName[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.asl.json'))
    .map((file) => file.replace('.asl.json', '') as MachineName)
    .sort();
}

/** A machine as it runs: its file, completed as on the laptop. */
export function completedMachine(name: MachineName): Definition {
  const text = readFileSync(new URL(`${name}.asl.json`, folder), 'utf8');
  return complete(JSON.parse(text), isPerCase(name));
}

/** What a machine's tasks call, by the placeholders in its text. */
export function placeholdersOf(definition: string): string[] {
  return [...new Set([...definition.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? ''))].sort();
}
