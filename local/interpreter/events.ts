/**
 * How many history events AWS writes for what happens in a Standard workflow. The quota is 25,000 an execution, and
 * inline Map iterations and Parallel branches count towards it.
 *
 * | what | events | their names |
 * |---|---|---|
 * | an execution | 2 | ExecutionStarted, ExecutionSucceeded (Failed, TimedOut) |
 * | Pass, Choice, Wait, Succeed | 2 | …StateEntered, …StateExited |
 * | Fail | 1 | FailStateEntered |
 * | Task, `lambda:invoke` or `startExecution` | 5 | TaskStateEntered, TaskScheduled, TaskStarted, TaskSucceeded, TaskStateExited |
 * | Task with a token | 6 | the same and TaskSubmitted |
 * | each further attempt | 3 (4 with a token) | TaskScheduled, TaskStarted, (TaskSubmitted), TaskFailed, TaskTimedOut or TaskSucceeded |
 * | a token task whose function throws | one less | there is no TaskSubmitted |
 * | Parallel | 4 + branches | Entered, Started, Succeeded (Failed), Exited |
 * | Map | 4 + 2 an iteration + iterations | the same; MapIterationStarted, MapIterationSucceeded (Failed, Aborted) |
 * | an expression that fails | 1 | EvaluationFailed |
 *
 * A state that is left by a Catch is exited; one that fails the execution is not.
 */
export const EVENTS = {
  executionStarted: 1,
  executionStopped: 1,
  stateEntered: 1,
  stateExited: 1,
  /** TaskScheduled and TaskStarted. */
  taskBegun: 2,
  taskSubmitted: 1,
  /** TaskSucceeded, TaskFailed or TaskTimedOut. */
  taskEnded: 1,
  /** MapStateStarted or ParallelStateStarted. */
  childrenBegun: 1,
  /** MapStateSucceeded, ParallelStateFailed and so on. */
  childrenEnded: 1,
  iterationBegun: 1,
  iterationEnded: 1,
  evaluationFailed: 1,
} as const;

/** "Maximum execution history size: 25,000 events": AWS fails the execution that would write one more. */
export const MAXIMUM_EVENTS = 25_000;
