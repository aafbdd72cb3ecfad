import type { Retrier } from './retry.ts';
import type { Template } from './template.ts';

/** A state machine, checked and compiled. `parseDefinition` makes it; nothing changes it. */
export interface Definition {
  /** TimeoutSeconds of the whole machine. */
  timeoutSeconds: number | null;
  /** Every "States" object of the machine by its path: '' is the top, a Map or branch has its own. */
  flows: Map<string, Flow>;
}

/** A "States" object: the top of the machine, a branch of a Parallel, the ItemProcessor of a Map. */
export interface Flow {
  startAt: string;
  states: Map<string, State>;
}

export type State = Pass | Task | Choice | Wait | Succeed | Fail | Parallel | MapState;

/** Names of variables with their new values. */
export type Assign = [string, Template][];

interface Named {
  name: string;
}

interface WithOutput extends Named {
  /** null: the result where there is one, else the input. */
  output: Template | null;
}

interface WithNext extends WithOutput {
  assign: Assign;
  /** null: End. */
  next: string | null;
}

interface WithErrors extends WithNext {
  retry: Retrier[];
  catch: Catcher[];
}

export interface Catcher {
  errors: string[];
  next: string;
  assign: Assign;
  /** null: the Error Output. */
  output: Template | null;
}

export interface Pass extends WithNext {
  type: 'Pass';
}

export interface Task extends WithErrors {
  type: 'Task';
  work: Invocation | Start;
  /** TimeoutSeconds; null for none (the specification says 60, AWS 99,999,999). */
  timeout: Template | null;
}

/** `lambda:invoke`, with or without `.waitForTaskToken`. */
export interface Invocation {
  kind: 'invoke';
  functionName: string;
  payload: Template;
  token: boolean;
}

/** `states:startExecution`: fire and forget. */
export interface Start {
  kind: 'start';
  machine: string;
  /** null: AWS makes one up. */
  executionName: Template | null;
  input: Template | null;
}

export interface Choice extends WithOutput {
  type: 'Choice';
  rules: ChoiceRule[];
  /** null: `States.NoChoiceMatched` when no rule matches. */
  fallback: string | null;
  assign: Assign;
}

export interface ChoiceRule {
  condition: Template;
  next: string;
  assign: Assign;
  output: Template | null;
}

export interface Wait extends WithNext {
  type: 'Wait';
  /** Either Seconds or Timestamp. */
  unit: 'Seconds' | 'Timestamp';
  until: Template;
}

export interface Succeed extends WithOutput {
  type: 'Succeed';
}

export interface Fail extends Named {
  type: 'Fail';
  error: Template | null;
  cause: Template | null;
}

export interface Parallel extends WithErrors {
  type: 'Parallel';
  /** Paths of the branches' flows. */
  branches: string[];
  arguments: Template | null;
}

export interface MapState extends WithErrors {
  type: 'Map';
  /** Path of the ItemProcessor's flow. */
  processor: string;
  /** null: the state input is the array. */
  items: Template | null;
  selector: Template | null;
  /** null: not given. */
  maxConcurrency: Template | null;
}

/** Refuses a state machine at load time; the message lists everything that is wrong, a line each, with its path. */
export class DefinitionRefused extends Error {
  override readonly name = 'DefinitionRefused';
  readonly problems: readonly string[];

  constructor(machine: string, problems: readonly string[]) {
    super(`State machine ${machine} is refused:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}
