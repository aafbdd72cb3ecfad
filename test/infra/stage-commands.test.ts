import { expect, test } from 'vitest';
import { deployStage, destroyStage, type Tools } from '../../infra/stage-commands.ts';

/** A world in which nothing is deployed, and what was done to it. */
function world(changes: Partial<Tools> = {}) {
  const ran: string[] = [];
  const said: string[] = [];
  const tools: Tools = {
    cdk: async (words) => void ran.push(words.join(' ')),
    bootstrapped: async () => true,
    concurrency: async () => 1_000,
    stopExecutions: async (prefix) => void ran.push(`stop ${prefix}*`),
    outputs: () => ({
      'amicable-dev-data': { TableName: 'table' },
      'amicable-dev-edge': { ApiUrl: 'https://abc.example.com' },
    }),
    say: (text) => void said.push(text),
    ...changes,
  };
  return { tools, ran, said: () => said.join('\n') };
}

test('a stage is deployed by one command, which says where it is and what to do next', async () => {
  const { tools, ran, said } = world();
  await deployStage('dev', tools);
  expect(ran).toEqual([expect.stringMatching(/^deploy --all -c stage=dev .*--require-approval never/)]);
  expect(said()).toContain('https://abc.example.com/api/v1/openapi.json');
  expect(said()).toContain('amicable -- doctor --stage dev');
});

test('an account that sees a CDK app for the first time is prepared for it', async () => {
  const { tools, ran } = world({ bootstrapped: async () => false });
  await deployStage('dev', tools);
  expect(ran.map((words) => words.split(' ')[0])).toEqual(['bootstrap', 'deploy']);
  expect(ran[0]).toContain('--output .amicable/bootstrap');
});

test('an account that may run only a few functions at once is deployed to all the same', async () => {
  const { tools, ran, said } = world({ concurrency: async () => 10 });
  await deployStage('dev', tools);
  expect(ran).toEqual([expect.stringContaining('-c reserves=no')]);
  expect(said()).toContain('Service Quotas');
});

test('what fails is not called deployed', async () => {
  const { tools, said } = world({
    cdk: async () => {
      throw new Error('cdk deploy failed: see above.');
    },
  });
  await expect(deployStage('dev', tools)).rejects.toThrow('cdk deploy failed');
  expect(said()).not.toContain('is deployed');
});

test('a stage is taken down without its data, and it is said how to delete those', async () => {
  const { tools, ran, said } = world();
  await destroyStage('dev', tools);
  // While an execution waits its machine cannot go.
  expect(ran).toEqual([
    'destroy Watch Edge -c stage=dev --force',
    'stop amicable-dev-*',
    'destroy Journeys -c stage=dev --force',
  ]);
  expect(said()).toContain('Its data are where they were');
  expect(said()).toContain('delete-table');
});

test.each([deployStage, destroyStage])(
  'a name that AWS would not take everywhere is refused at once',
  async (act) => {
    const { tools, ran } = world();
    await expect(act('My Stage', tools)).rejects.toThrow('A stage has 2 to 12 small letters and digits');
    expect(ran).toEqual([]);
  },
);
