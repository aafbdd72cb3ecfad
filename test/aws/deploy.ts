import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { places } from './places.ts';

/** Outputs of stacks: stack → output → value. */
export type Outputs = Record<string, Record<string, string>>;

/**
 * Deploys a CDK app with the CDK command line, all stacks of it.
 *
 * @param app the command that synthesises it
 * @param context what `--context` gives it
 * @param folder where the synthesised app goes
 * @param environment what points the command line at the emulator
 * @throws Error with the end of what the command line said
 */
export async function deployApp(
  app: string,
  context: Record<string, string>,
  folder: string,
  environment: Record<string, string>,
): Promise<Outputs> {
  const outputs = `${folder}/outputs.json`;
  await cdk(folder, environment, [
    ...['deploy', '--all', '--app', app, '--output', `${folder}/cdk.out`, '--outputs-file', outputs],
    ...['--require-approval', 'never', '--method', 'direct', '--asset-parallelism', '--concurrency', '4'],
    ...Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]),
  ]);
  return JSON.parse(readFileSync(outputs, 'utf8')) as Outputs;
}

/** Makes the bucket and roles that every deploy needs. */
export async function bootstrap(folder: string, environment: Record<string, string>): Promise<void> {
  // In a folder without cdk.json: else the app would be synthesised for it first.
  const words = ['bootstrap', `aws://${environment.CDK_DEFAULT_ACCOUNT}/${environment.AWS_REGION}`];
  await cdk(folder, environment, words, folder);
}

async function cdk(
  folder: string,
  environment: Record<string, string>,
  words: string[],
  cwd = places.root,
): Promise<void> {
  const child = spawn(process.execPath, [places.cdk, '--no-notices', '--no-version-reporting', ...words], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, CI: 'true', CDK_HOME: folder, ...environment },
  });
  const kill = () => void child.kill('SIGKILL');
  process.on('exit', kill);
  let said = '';
  child.stdout.on('data', (part) => {
    said += part;
  });
  child.stderr.on('data', (part) => {
    said += part;
  });
  const code = await new Promise((done) => child.once('close', done));
  process.off('exit', kill);
  if (code !== 0) throw new Error(`cdk ${words[0]} failed:\n${said.slice(-6000)}`);
}
