import { spawnSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import { tellFindings } from '../../cloud/doctor/doctor.ts';
import { type Check, examine } from '../../cloud/doctor/examine.ts';
import { green, red } from '../../cloud/doctor/finding.ts';
import { emptyFolder, inProject } from '../local/amicable.ts';
import { named } from './doubles.ts';

/** Runs the command line where nobody is logged in to AWS, and tells when it loads the SDK. */
function amicable(words: string[], more: Record<string, string> = {}) {
  const hooks = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (name.startsWith('@aws-sdk/')) process.env.SDK ??= (process.stderr.write('SDK LOADED\\n'), 'loaded');
      return next(name, context);
    } });`;
  const folder = emptyFolder();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(hooks)}`, inProject('local/cli.ts'), ...words],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        AWS_EC2_METADATA_DISABLED: 'true',
        NO_COLOR: '1',
        ...more,
      },
    },
  );
  return { code: status, out: stdout, err: stderr };
}

const onStage = ['--stage', 'dev', '--region', 'eu-west-1'];

describe('commands for operators', () => {
  it.each([
    [['audit']],
    [['run', inProject('examples/portfolio.csv'), '--from', '2026-01-05', '--days', '1', '--json']],
  ])('the SDK of AWS is not loaded by amicable %j', (words) => {
    expect(amicable(words).err).not.toContain('SDK LOADED');
  });

  it.each([[['stop', '--all']], [['audit']]])(
    'amicable %j says what to do when nobody is logged in, without a stack',
    (words) => {
      const { code, out, err } = amicable([...words, ...onStage]);
      expect(err).toBe(
        'SDK LOADED\namicable: No AWS credentials were found. Log in first (aws sso login), or name a profile with --profile.\n',
      );
      expect(code).toBe(2);
      expect(out).toBe('');
    },
  );

  it.each([
    [['doctor', '--stage', 'Dev!'], 'A stage has 2 to 12 small letters'],
    [['doctor', '--stage', 'dev'], 'No AWS region is set. Name it with --region'],
    [['redrive', ...onStage, '--since', 'yesterday'], 'A moment is written like'],
    [['audit', '--db', 'x.db', ...onStage], 'Either --db or --stage'],
    [['case', 'abc', '--messages', 'x', ...onStage], 'Messages hold personal data'],
  ])('amicable %j is wrong usage', (words, message) => {
    const { code, err } = amicable(words);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
    expect(code).toBe(2);
  });

  test('the region can be set as the AWS command line reads it', () => {
    const { err } = amicable(['doctor', '--stage', 'dev'], { AWS_DEFAULT_REGION: 'eu-west-1' });
    expect(err).toContain('No AWS credentials were found');
  });
});

describe('the doctor', () => {
  const checks: Check[] = [
    ['stacks', () => [green('stacks', 'All is well.')]],
    [
      'alarms',
      () =>
        Promise.reject(
          named(
            'AccessDeniedException',
            'User x is not authorized to perform: cloudwatch:DescribeAlarms on resource y',
          ),
        ),
    ],
    ['model', () => Promise.reject(named('ThrottlingException', 'about Anna'))],
    ['table', async () => [red('table', 'It is gone.', 'Restore it.')]],
  ];

  test('goes on where it may not look, and says which right it lacks', async () => {
    const findings = await examine(checks);
    expect(findings.map(({ light, about }) => `${light} ${about}`)).toEqual([
      'green stacks',
      'yellow alarms',
      'yellow model',
      'red table',
    ]);
    expect(findings[1]?.todo).toContain('cloudwatch:DescribeAlarms');
    expect(JSON.stringify(findings)).not.toContain('Anna');
  });

  test('tells each finding with what to do, and the sum', async () => {
    const text = tellFindings(await examine(checks));
    expect(text).toContain('It is gone.\n                     → Restore it.');
    expect(text).toMatch(/1 ok, 2 to look at, 1 to mend\.$/);
  });
});
