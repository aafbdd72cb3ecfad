import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** A Python environment of this project alone, for something that only Python has. */
export interface PythonEnvironment {
  /** What it is for, as the middle of a sentence: "the AWS emulator". */
  what: string;
  folder: string;
  /** Everything it needs, pinned: a new version of any of them is a decision. */
  packages: readonly string[];
  /** The oldest Python that will do: 10 for 3.10. */
  oldest: number;
}

/** The Python of an environment. */
export function pythonOf(folder: string): string {
  return `${folder}/bin/python`;
}

/** Makes the environment, and says so; does nothing when it is there already. @returns why it could not be made */
export function installPython({ what, folder, packages, oldest }: PythonEnvironment): string | undefined {
  const installed = `${folder}/installed.txt`;
  const list = packages.join('\n');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === list) return undefined;
  const python = process.env.PYTHON ?? 'python3';
  const lack = missing(python, oldest);
  if (lack) return `Python 3.${oldest} or later, with its venv module, is needed for ${what}. ${lack}`;
  console.error(`Installing ${what} into ${folder}, once: about half a minute.`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const wanted = `${folder}/packages.txt`;
  writeFileSync(wanted, list);
  if (!run(python, ['-m', 'venv', folder])) return `${python} could not make an environment.`;
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', wanted];
  if (!run(pythonOf(folder), pip)) {
    return `pip could not install the packages of ${what}: is there a way to pypi.org?`;
  }
  writeFileSync(installed, list);
  return undefined;
}

/** What a Python lacks to make an environment, or nothing. */
function missing(python: string, oldest: number): string | undefined {
  const asked = spawnSync(python, ['-c', 'import sys, venv, ensurepip; print(*sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  if (asked.error) return `There is no ${python} here.`;
  if (asked.status !== 0) return `${python} has no venv (on Debian: apt-get install python3-venv).`;
  const [major = 0, minor = 0] = asked.stdout.trim().split(' ').map(Number);
  if (major > 3 || (major === 3 && minor >= oldest)) return undefined;
  return `${python} is ${major}.${minor}. Name another one: PYTHON=/path/to/python3`;
}

function run(command: string, words: string[]): boolean {
  return spawnSync(command, words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
