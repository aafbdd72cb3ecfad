import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { places } from './places.ts';

/**
 * Installs the AWS emulator (MiniStack, https://pypi.org/project/ministack) into `.amicable/emulator`, a Python
 * environment of this project alone. Does nothing when it is there already.
 */

/** Everything it needs, pinned: a new version of any of them is a decision. */
const PACKAGES = [
  'ministack==1.5.33',
  // CDK's own function for a bucket's notifications is in Python and needs it.
  'boto3==1.43.106',
  'botocore==1.43.106',
  'defusedxml==0.7.1',
  'graphql-core==3.2.12',
  'h11==0.16.0',
  'h2==4.4.1',
  'hpack==4.2.0',
  'hypercorn==0.18.0',
  'hyperframe==6.1.0',
  'jmespath==1.1.0',
  'jsonata-python==0.7.1',
  'priority==2.0.0',
  'python-dateutil==2.9.0.post0',
  'PyYAML==6.0.4',
  's3transfer==0.19.3',
  'six==1.17.0',
  'tzdata==2026.6',
  'urllib3==2.8.0',
  'wsproto==1.3.2',
].join('\n');

const NEEDED = 'The AWS emulator needs Python 3.10 or later, with its venv module';

/** Is there a Python that can make an environment? Says what is missing, or nothing. */
function missing(python: string): string | undefined {
  const asked = spawnSync(python, ['-c', 'import sys, venv, ensurepip; print(*sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  if (asked.error) return `${NEEDED}. There is no ${python} here.`;
  if (asked.status !== 0) {
    return `${NEEDED}. ${python} has no venv (on Debian: apt-get install python3-venv).`;
  }
  const [major = 0, minor = 0] = asked.stdout.trim().split(' ').map(Number);
  if (major > 3 || (major === 3 && minor >= 10)) return undefined;
  return `${NEEDED}. ${python} is ${major}.${minor}. Name another one: PYTHON=/path/to/python3`;
}

function run(command: string, words: string[]): boolean {
  return spawnSync(command, words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function install(): string | undefined {
  const installed = `${places.emulator}/installed.txt`;
  if (existsSync(installed) && readFileSync(installed, 'utf8') === PACKAGES) return undefined;
  const python = process.env.PYTHON ?? 'python3';
  const lack = missing(python);
  if (lack) return lack;
  console.log(`Installing the AWS emulator (MiniStack) into ${places.emulator}, once: about half a minute.`);
  rmSync(places.emulator, { recursive: true, force: true });
  mkdirSync(places.emulator, { recursive: true });
  const wanted = `${places.emulator}/packages.txt`;
  writeFileSync(wanted, PACKAGES);
  if (!run(python, ['-m', 'venv', places.emulator])) return `${python} could not make an environment.`;
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', wanted];
  if (!run(places.python, pip)) {
    return 'pip could not install the packages of the AWS emulator: is there a way to pypi.org?';
  }
  writeFileSync(installed, PACKAGES);
  return undefined;
}

const problem = install();
if (problem) {
  console.error(problem);
  process.exitCode = 2;
}
