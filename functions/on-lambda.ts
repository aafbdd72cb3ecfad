import middy from '@middy/core';
import type { Ports } from '../core/ports.ts';
import { type FunctionDefinition, run } from './define.ts';

/**
 * Makes a Lambda handler of a function: the only place that knows middy. An error keeps its name, because the state
 * machines match on it, and loses message and stack: they may quote the input, and the runtime would write them to
 * the log and Step Functions to its history.
 */
export function onLambda(definition: FunctionDefinition, ports: Ports) {
  return middy<unknown, unknown>()
    .onError((request) => {
      const failure = new Error('');
      failure.name = request.error?.name ?? 'Error';
      failure.stack = '';
      console.error(JSON.stringify({ level: 'error', code: failure.name, function: definition.name }));
      request.error = failure;
    })
    .handler(async (event: unknown) => run(definition, ports, event));
}
