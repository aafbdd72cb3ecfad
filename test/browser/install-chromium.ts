import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.ts';

/** Finds a Chromium or Chrome for the tests with a browser; on Debian and its kin it installs one where it may. */

function works(command: string, ...words: string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}

function install(): boolean {
  if (!works('apt-get', '--version')) return false;
  const root = process.getuid?.() === 0;
  if (!root && !works('sudo', '-n', 'true')) return false;
  const aptGet = root ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const [command = '', ...rest] = [...aptGet, ...words];
    console.log(`${command} ${rest.join(' ')}`);
    if (spawnSync(command, rest, { stdio: 'inherit' }).status !== 0) return false;
  }
  return true;
}

const found = findChromium() ?? (install() ? findChromium() : undefined);
if (found) {
  console.log(`The tests use ${found}.`);
} else {
  console.error(
    'There is no Chromium or Chrome here, and this script may not install one. Install Chromium (on Debian: apt-get ' +
      'install chromium) or Chrome, or name one: CHROMIUM=/path/to/chrome',
  );
  process.exitCode = 2;
}
