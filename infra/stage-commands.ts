import { reservedCalls } from './functions.ts';
import { named } from './names.ts';
import { stageOf } from './stages.ts';

/** What the commands do in the world. */
export interface Tools {
  /** Runs the CDK command line; throws when it fails. */
  cdk(words: readonly string[]): Promise<void>;
  /** Whether the account and region have what every deploy needs. */
  bootstrapped(): Promise<boolean>;
  /** How many functions the account may run at once. */
  concurrency(): Promise<number>;
  /** Ends all executions of the machines whose names begin like this. */
  stopExecutions(prefix: string): Promise<void>;
  /** Outputs of the last deploy: stack → output → value. */
  outputs(file: string): Record<string, Record<string, string>>;
  say(text: string): void;
}

/** Lambda keeps at least so many calls for functions that have none set apart. */
const SHARED_AT_LEAST = 100;

/** Deploys a stage, all of it, whatever of it is there already. */
export async function deployStage(name: string, tools: Tools): Promise<void> {
  const stage = stageOf(name);
  const context = ['-c', `stage=${stage.name}`];
  if (!(await tools.bootstrapped())) {
    tools.say('This account and region see a CDK app for the first time: they are prepared.');
    // To a folder of its own: what is synthesised for it has no bundles, and must not be deployed.
    await tools.cdk(['bootstrap', ...context, '--output', '.amicable/bootstrap']);
  }
  if (stage.reserves && (await tools.concurrency()) < SHARED_AT_LEAST + reservedCalls()) {
    tools.say(
      'This account may run only a few functions at once, so none are set apart for payments. Ask for 1,000 "Concurrent executions" of Lambda in Service Quotas (it is free), and deploy again.',
    );
    context.push('-c', 'reserves=no');
  }
  const file = `.amicable/outputs-${stage.name}.json`;
  await tools.cdk([
    ...['deploy', '--all', ...context, '--outputs-file', file],
    ...['--require-approval', 'never', '--concurrency', '4', '--asset-parallelism'],
  ]);
  const outputs = Object.assign({}, ...Object.values(tools.outputs(file))) as Record<string, string>;
  tools.say(whatNext(stage.name, outputs.ApiUrl ?? ''));
}

/** Takes a stage down and leaves its data where they are. */
export async function destroyStage(name: string, tools: Tools): Promise<void> {
  const stage = stageOf(name);
  const destroy = async (...stacks: string[]) =>
    await tools.cdk(['destroy', ...stacks, '-c', `stage=${stage.name}`, '--force']);
  await destroy('Watch', 'Edge');
  // A machine is being deleted for as long as one of its executions waits: for weeks, and so long none of its name can be made.
  await tools.stopExecutions(named(stage.name, ''));
  await destroy('Journeys');
  tools.say(whatStays(stage.name));
}

function whatNext(stage: string, url: string): string {
  return `
Stage ${stage} is deployed.
  Pages of debtors   ${url}/p/…
  Creditor's API     ${url}/api/v1/openapi.json
  Webhooks           ${url}/webhooks/<provider>

What to do next (docs/deploy.md says more of each):
  1. npm run -s amicable -- doctor --stage ${stage}
     says what this account still lacks (a verified domain, production access of SES and SMS), and how to get it.
  2. npm run -s amicable -- creditor set creditor.json --stage ${stage}
     adds a creditor. Its payPage is ${url}/p (no slash after it).
  3. npm run -s amicable -- key add --creditor <id> --stage ${stage}
     makes a key with which its system signs requests.`;
}

function whatStays(stage: string): string {
  return `
Stage ${stage} runs no more: nobody is written to, and no payment is taken in. Journeys that waited are ended; when the
stage is deployed again, their cases come to a person as tasks (at the latest when the daily sweep finds what is overdue),
and go on when the task is closed.

Its data are where they were: the stack amicable-${stage}-data with the table, the buckets, the secret and the key. They
cost something while they are there. To delete them for good, with everything that anybody ever paid or said:
  aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name amicable-${stage}-data
  aws cloudformation describe-stack-resources --stack-name amicable-${stage}-data     (note the names)
  aws cloudformation delete-stack --stack-name amicable-${stage}-data                 (keeps all that it held)
  aws dynamodb update-table --table-name <table> --no-deletion-protection-enabled
  aws dynamodb delete-table --table-name <table>
  aws s3 rb --force s3://<bucket>                                                     (each of the four)
  aws secretsmanager delete-secret --secret-id <secret>
  aws kms schedule-key-deletion --key-id <key>`;
}
