import type { Definition, Flow, State } from './definition.ts';
import type { ExecutionRecord, Host } from './record.ts';

/** What the steps of an execution share. */
export interface Run {
  machines: Record<string, Definition>;
  host: Host;
  /** Puts an execution at the end of the queue. */
  enqueue(id: string): void;
  /** `StartExecution`, as the interpreter itself offers it. */
  start(machine: string, name: string, input: unknown): 'started' | 'exists';
}

/** The record to go on with, or undefined when the execution stopped or waits for something. */
export type Step = ExecutionRecord | undefined;

export function flowOf(run: Run, record: ExecutionRecord): Flow {
  const flow = run.machines[record.machine]?.flows.get(record.flow);
  if (!flow)
    throw new Error(
      `${record.id}: state machine ${record.machine} has no flow ${JSON.stringify(record.flow)}`,
    );
  return flow;
}

export function stateOf(run: Run, record: ExecutionRecord): State {
  const state = flowOf(run, record).states.get(record.state);
  if (!state)
    throw new Error(
      `${record.id}: state machine ${record.machine} has no state ${JSON.stringify(record.state)}`,
    );
  return state;
}
