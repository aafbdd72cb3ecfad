import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { type Moment, plusSeconds } from '../../core/calendar/moment.ts';
import { startClockServer } from './clock-server.ts';
import { bootstrap, deployApp, type Outputs } from './deploy.ts';
import { ACCOUNT, type Fault, REGION, type SentMail, startEmulator } from './emulator.ts';
import { createExecutions } from './executions.ts';
import { createGate } from './gate.ts';
import { places } from './places.ts';
import { createStepFunctions, statusChange } from './step-functions.ts';

/** A stage of its own on the AWS emulator, with a clock that only moves when it is set. */
export interface Stage {
  /** What an AWS client is made with. */
  aws: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  /** The endpoint for a Step Functions client. */
  stepFunctionsUrl: string;
  /** The emulator's log, with all that functions wrote. */
  log: string;
  /** Deploys a CDK app: the command that synthesises it, and its context. */
  deploy(app: string, context?: Record<string, string>): Promise<Outputs>;
  now(): Moment;
  /** Sets the clock; what is due by then begins. */
  setClock(moment: Moment): Promise<void>;
  /** Resolves when nothing is under way. Throws after `patience` seconds, with what still is. */
  quiet(patience?: number): Promise<void>;
  /** The earliest moment at which a schedule, a rule or an execution has something to do. */
  nextDue(): Promise<Moment | undefined>;
  /**
   * Goes from one due moment to the next, until a moment, and is quiet after each.
   *
   * @param together seconds within which due moments may happen at once, at the last of them: fewer, larger steps
   */
  advanceTo(moment: Moment, together?: number): Promise<void>;
  /** Calls a function; throws an error of the name and message that the function threw. */
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  /** Oldest first. */
  sentMail(): Promise<SentMail[]>;
  sentSms(): Promise<{ phoneNumber: string; message: string }[]>;
  /** The address of an HTTP API, without a slash at its end. */
  httpApi(id: string): string;
  /** Lets something go wrong the next few times. */
  fault(fault: Fault, of: string, times?: number): Promise<void>;
  /** How many of these have not gone wrong yet. */
  faultsLeft(): Promise<number>;
  stop(): Promise<void>;
}

/** How long nothing must begin before it counts as quiet: longer than a hand-over between two parts takes. */
const CALM_LOOKS = 3;
const LOOK_MS = 10;
/** Tasks that call one function at once. Each takes a process, and this is not a cloud. */
const TASKS_AT_ONCE = 2;

/** Starts emulator, Step Functions and clock on free ports. Whatever happens, they end with this process. */
export async function startStage(start: Moment): Promise<Stage> {
  let now = start;
  mkdirSync(places.stages, { recursive: true });
  removeOldStages();
  const folder = mkdtempSync(`${places.stages}/stage-`);
  let told: Promise<void> = Promise.resolve();
  let telling = 0;

  const server = await startClockServer({
    now: () => now,
    stepFunctions: () => stepFunctions,
    emulator: () => emulator.url,
  });
  const emulator = await startEmulator(folder, {
    AMICABLE_CLOCK_URL: `${server.url}/now`,
    AWS_ENDPOINT_URL_SFN: server.url,
  }).catch(async (error) => {
    await server.stop();
    throw error;
  });
  const aws = {
    endpoint: emulator.url,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: { httpAgent: { maxSockets: 200 } },
  };
  const lambda = new LambdaClient(aws);
  const machines = new SFNClient(aws);

  const executions = createExecutions({
    now: () => now,
    invoke: perform,
    told(execution) {
      const change = statusChange(execution);
      telling += 1;
      // One after the other: an execution stops after it has begun.
      told = told
        .then(() => emulator.post('/execution', change))
        .finally(() => {
          telling -= 1;
        });
    },
  });
  const stepFunctions = createStepFunctions(executions, async (stateMachineArn) => {
    try {
      return (await machines.send(new DescribeStateMachineCommand({ stateMachineArn }))).definition;
    } catch (error) {
      if ((error as Error).name === 'StateMachineDoesNotExist') return undefined;
      throw error;
    }
  });
  await emulator.post('/clock', { now });

  const enter = createGate(TASKS_AT_ONCE);

  async function perform(functionName: string, payload: unknown): Promise<unknown> {
    const leave = await enter(functionName);
    return await invoke(functionName, payload).finally(leave);
  }

  async function invoke(functionName: string, payload: unknown): Promise<unknown> {
    const answer = await lambda
      .send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(payload) }))
      .catch((error: Error) => {
        // Step Functions puts the service before the names of Lambda's own errors.
        error.name = `Lambda.${error.name}`;
        throw error;
      });
    const body: unknown = JSON.parse(answer.Payload?.transformToString() || 'null');
    if (!answer.FunctionError) return body;
    const { errorType, errorMessage } = body as { errorType: string; errorMessage: string };
    throw Object.assign(new Error(errorMessage), { name: errorType });
  }

  async function setClock(moment: Moment): Promise<void> {
    now = moment;
    await emulator.post('/clock', { now });
    executions.wake();
  }

  async function quiet(patience = 60): Promise<void> {
    const started = Date.now();
    let last = -1;
    for (let calm = 0; calm < CALM_LOOKS; ) {
      const { functions, deliveries, records, messages, begun, next } = await emulator.state();
      const busy = {
        ...{ functions, deliveries, records, messages },
        executions: executions.running(),
        requests: server.open() + telling,
        due: next !== null && next <= now ? 1 : 0,
      };
      const still = begun === last && Object.values(busy).every((count) => count === 0);
      calm = still ? calm + 1 : 0;
      last = begun;
      if (calm >= CALM_LOOKS) break;
      if (Date.now() - started > patience * 1000) {
        throw new Error(`Still under way after ${patience} s: ${JSON.stringify(busy)}; see ${emulator.log}`);
      }
      await sleep(LOOK_MS);
    }
  }

  async function nextDue(): Promise<Moment | undefined> {
    const moments = [(await emulator.state()).next ?? undefined, executions.nextDue()];
    return moments.filter((moment) => moment !== undefined).sort()[0];
  }

  let bootstrapped = false;
  return {
    aws,
    stepFunctionsUrl: server.url,
    log: emulator.log,
    async deploy(app, context = {}) {
      const environment = {
        AWS_ENDPOINT_URL: emulator.url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: REGION,
        CDK_DEFAULT_REGION: REGION,
        CDK_DEFAULT_ACCOUNT: ACCOUNT,
      };
      if (!bootstrapped) await bootstrap(folder, environment);
      bootstrapped = true;
      return await deployApp(app, context, folder, environment);
    },
    now: () => now,
    setClock,
    quiet,
    nextDue,
    async advanceTo(moment, together = 0) {
      for (;;) {
        await quiet();
        const next = await nextDue();
        if (next === undefined || next > moment) break;
        const later = plusSeconds(next, together);
        await setClock([now, later < moment ? later : moment].sort().at(-1) as Moment);
      }
      if (moment > now) await setClock(moment);
      await quiet();
    },
    invoke,
    sentMail: emulator.mail,
    async sentSms() {
      const answer = await fetch(`${emulator.url}/_ministack/sns/sms-messages`);
      const { sms_messages } = (await answer.json()) as {
        sms_messages: Record<string, { Message: string }[]>;
      };
      return Object.entries(sms_messages).flatMap(([phoneNumber, sent]) =>
        sent.map(({ Message }) => ({ phoneNumber, message: Message })),
      );
    },
    httpApi: (id) => `${emulator.url}/_aws/execute-api/${id}/$default`,
    fault: (fault, of, times = 1) => emulator.post('/fault', { fault, of, times }),
    faultsLeft: emulator.faults,
    async stop() {
      await told.catch(() => {});
      await emulator.stop();
      await server.stop();
      // The log stays, to be read; what can be made again goes.
      for (const made of ['cdk.out', 'cache']) rmSync(`${folder}/${made}`, { recursive: true, force: true });
    },
  };
}

/** What stages of other days left behind: logs, and more where a stage was killed. */
function removeOldStages(): void {
  for (const name of readdirSync(places.stages)) {
    const folder = `${places.stages}/${name}`;
    if (name.startsWith('stage-') && Date.now() - statSync(folder).mtimeMs > 86_400_000) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
