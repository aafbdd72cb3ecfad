import { functions } from '../../local/functions.ts';
import { createInterpreter } from '../../local/interpreter/interpreter.ts';
import { memoryStore } from '../../local/interpreter/memory-store.ts';
import type { ExecutionRecord } from '../../local/interpreter/record.ts';
import { loadMachines } from '../../local/machines.ts';

/** What a wait is told, in words: an answer, `closed settled` with an outcome, or `silence` until it times out. */
export type Answers = readonly string[];

/** How a journey went. */
export interface Journey {
  /** What happened, in order: `write first-reminder`, `send k1`, `ask dispute`, `end unanswered`, `fail X`. */
  steps: string[];
  output: unknown;
  record: ExecutionRecord;
}

interface Options {
  /** The function that fails, with how many times before it works. */
  failing?: { name: string; times: number };
  /** Days that pass before each answer. */
  days?: number;
}

const machines = loadMachines(new Set(functions.keys()));

/**
 * Runs one machine from its beginning until it stops, with doubles for the functions: what is written gets a number,
 * and each wait is told the next of the answers. Throws when more is asked than there are answers.
 */
export async function runJourney(
  machine: string,
  answers: Answers = [],
  options: Options = {},
): Promise<Journey> {
  const steps: string[] = [];
  const left = [...answers];
  const store = memoryStore({ asText: true });
  let unscripted = false;
  let failures = options.failing?.times ?? 0;
  let now = Date.parse('2026-01-05T08:00:00Z');
  const timers: [number, string][] = [];
  const moment = (at: number) => new Date(at).toISOString().replace('.000', '');

  const interpreter = createInterpreter(machines, {
    store,
    now: () => moment(now),
    random: () => 0.5,
    invoke: async (name, payload) => call(name, payload as Record<string, unknown>),
    wakeAt: (id, at) => void timers.push([Date.parse(at), id]),
    finished: () => {},
  });

  const answered: [string, unknown][] = [];
  function call(name: string, told: Record<string, unknown>): unknown {
    if (name === options.failing?.name && failures > 0) {
      failures -= 1;
      throw Object.assign(new Error('Anna de Vries'), { name: 'ProviderDown' });
    }
    functions.get(name)?.input.parse(told);
    switch (name) {
      case 'write-message':
        steps.push(`write ${told.step}`);
        return { contact: `k${steps.length}`, seconds: 60 * 86_400 };
      case 'send-and-wait':
      case 'ask-person': {
        steps.push(name === 'ask-person' ? `ask ${told.what}` : `send ${told.contact}`);
        const next = left.shift();
        if (next === undefined) {
          unscripted = true;
          return {};
        }
        const [answer, outcome] = next.split(' ');
        if (answer !== 'silence')
          answered.push([String(told.token), { answer, ...(outcome && { outcome }) }]);
        return {};
      }
      case 'end-journey':
        steps.push(`end ${told.end}`);
        return {};
      case 'report-failure':
        steps.push(`fail ${told.error}`);
        return {};
      default:
        steps.push(name);
        return name === 'start-journey' ? { started: true } : {};
    }
  }

  interpreter.start(machine, 'c-1', { case: 'c', journey: 1 });
  await interpreter.drain();
  while (!unscripted) {
    const [told] = answered.splice(0, 1);
    if (told) {
      now += (options.days ?? 0) * 86_400_000;
      interpreter.succeed(...told);
    } else {
      const due = timers.sort(([a], [b]) => a - b).shift();
      if (!due) break;
      now = Math.max(now, due[0]);
      interpreter.wake(due[1]);
    }
    await interpreter.drain();
  }
  if (unscripted) throw new Error(`nobody scripted an answer after: ${steps.join(', ')}`);
  const record = store.get(`${machine}:c-1`);
  if (record?.status !== 'SUCCEEDED' || left.length > 0) {
    throw new Error(
      `${record?.status} in "${record?.state}", ${record?.cause}; not asked for: ${left.join(', ')}`,
    );
  }
  return { steps, output: record.output, record };
}
