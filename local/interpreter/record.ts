/**
 * One execution as plain JSON: what the interpreter knows about it is here and nowhere else, so that a run can be
 * stopped after any write and go on from the file. Absent values are null, never undefined, because JSON has no other.
 * The iterations of a Map and the branches of a Parallel are records of their own, with `parent` set.
 */
export interface ExecutionRecord {
  /** `${machine}:${name}`; of a child `${parent}/${entry}/${index}`. */
  id: string;
  /** Name of the state machine. */
  machine: string;
  /** Path of the flow inside the machine: '' at the top, else as in `"Each claim".ItemProcessor`. */
  flow: string;
  name: string;
  input: unknown;
  /** ABORTED happens to children only: a sibling failed, or the whole execution ran out of time. */
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Name of the current state; of the last one when stopped. */
  state: string;
  stateInput: unknown;
  /** When the current state was entered. */
  enteredAt: string;
  phase: Phase;
  /** Variables visible here. A child starts with its parent's and may add to them, never change them. */
  variables: Record<string, unknown>;
  /** The open task token, if any. */
  token: string | null;
  /** What the task, or the children together, came to, before Retry, Catch, Assign and Output have seen it. */
  outcome: Outcome | null;
  /** End of the current task's TimeoutSeconds. */
  deadline: string | null;
  /** End of a Wait, or of the pause before a retry. */
  wakeAt: string | null;
  /** End of the machine's own TimeoutSeconds; children carry their root's. */
  expiresAt: string | null;
  /** Retries already spent in this state, one number for each Retrier. */
  retries: number[];
  /** Attempts made in all states; makes tokens and the ids of children different each time. */
  entries: number;
  /** How many `$uuid()` were handed out. */
  uuids: number;
  /** State transitions as AWS bills them: states entered plus retries. Children are added when their parent settles. */
  transitions: number;
  /** History events as AWS would write them (table in `events.ts`), 25,000 at most. Children as above. */
  events: number;
  startedAt: string;
  stoppedAt: string | null;
  output: unknown;
  error: string | null;
  cause: string | null;
  /** Set on children. */
  parent: { id: string; root: string; index: number } | null;
  /** Inside a Map: `$states.context.Map.Item`. */
  item: { index: number; value: unknown } | null;
  /** Set while a Map or Parallel runs. `limit` is how many may run at once. */
  children: { total: number; begun: number; done: number; limit: number } | null;
}

/**
 * - `queued`: an iteration that waits for its turn under MaxConcurrency
 * - `entered`: the state was entered, its work not yet done (it is done again after a crash)
 * - `invoking`: a function that was given a token is running
 * - `token`: somebody has the token
 * - `sleeping`: a Wait
 * - `retrying`: the pause before the next attempt
 * - `children`: a Map or Parallel runs
 * - `settled`: `outcome` is there, Retry, Catch, Assign and Output are not done
 * - `stopped`
 */
export type Phase =
  | 'queued'
  | 'entered'
  | 'invoking'
  | 'token'
  | 'sleeping'
  | 'retrying'
  | 'children'
  | 'settled'
  | 'stopped';

export type Outcome = { ok: true; result: unknown } | { ok: false; error: string; cause: string };

/**
 * Where records are kept. A record given to `put` is the interpreter's own object and will be changed later: a store
 * either writes it away at once or keeps the reference; both work. What `get` returns may be changed before `put`.
 */
export interface ExecutionStore {
  get(id: string): ExecutionRecord | undefined;
  put(record: ExecutionRecord): void;
  /** Id of the execution (or child) that has, or had, this token. The interpreter itself looks whether it is open. */
  byToken(token: string): string | undefined;
}

/** What the interpreter needs from the world. Every double in a test is one of these. */
export interface Host {
  store: ExecutionStore;
  /** Virtual time, `YYYY-MM-DDTHH:MM:SSZ`. */
  now(): string;
  /** 0 ≤ n < 1, seeded: the jitter of retries, `$random()` and `$shuffle()`. */
  random(): number;
  /** Runs a function. An error's `name` is what ErrorEquals sees. Must not await `drain`. */
  invoke(fn: string, payload: unknown): Promise<unknown>;
  /** Asks for `wake(id)` at a moment, which is always in the future. Late, early and repeated calls do no harm. */
  wakeAt(id: string, moment: string): void;
  /** Called once for each top-level execution that stops, after its last `put`. */
  finished(record: ExecutionRecord): void;
}
