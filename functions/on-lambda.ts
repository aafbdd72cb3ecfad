import middy from '@middy/core';
import type { Ports } from '../core/ports.ts';
import { type FunctionDefinition, run } from './define.ts';

/**
 * Makes a Lambda handler of a function: the only place that knows middy. An error keeps its name, because the
 * state machines match on it, and loses its message to the log, because a message may quote its input.
 */
export function onLambda(definition: FunctionDefinition, ports: Ports) {
  return middy<unknown, unknown>()
    .onError((request) => {
      const name = request.error?.name ?? 'Error';
      console.error(JSON.stringify({ level: 'error', code: name, function: definition.name }));
    })
    .handler(async (event: unknown) => run(definition, ports, event));
}
