import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../../local/interpreter/memory-store.ts';
import type { ExecutionRecord, ExecutionStore } from '../../../local/interpreter/record.ts';
import { flow, machine, named, START, task, tokenTask, type World, world } from './world.ts';

/** A bit of everything that waits, so that a crash can happen everywhere. */
const journey = machine({
  Write: task('write', {
    Assign: { letter: '{% $states.result.Payload %}', id: '{% $uuid() %}' },
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 30 }],
    Next: 'Pause',
  }),
  Pause: { Type: 'Wait', Seconds: 3600, Next: 'Send and wait' },
  'Send and wait': tokenTask('send', {
    TimeoutSeconds: 86400,
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Each' }],
    Next: 'Each',
  }),
  Each: {
    Type: 'Map',
    Items: [1, 2, 3],
    MaxConcurrency: 2,
    ItemProcessor: flow({
      Rest: { Type: 'Wait', Seconds: '{% $states.input %}', Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [flow({ Ask: tokenTask('answerNow') }), flow({ Look: task('look') })],
        Output: '{% [$states.result[0], $states.result[1].Payload, $letter] %}',
        End: true,
      },
    }),
    Next: 'Start another',
  },
  'Start another': {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution',
    Arguments: { StateMachineArn: 'other', Name: 'next' },
    Output: { all: '{% $states.input %}', letter: '{% $letter %}', id: '{% $id %}' },
    End: true,
  },
});
const other = machine({ O: { Type: 'Succeed' } });

/** Children that fail, are tried again and are given up. */
const hopeless = machine({
  Each: {
    Type: 'Map',
    Items: [1, 2, 3],
    MaxConcurrency: 2,
    ItemProcessor: flow({
      Rest: { Type: 'Wait', Seconds: '{% $states.input %}', Next: 'Two?' },
      'Two?': {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'No' }],
        Default: 'Yes',
      },
      Yes: { Type: 'Succeed' },
      No: { Type: 'Fail', Error: 'Two' },
    }),
    Retry: [{ ErrorEquals: ['Two'], MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Given up' }],
    Next: 'Given up',
  },
  'Given up': { Type: 'Pass', End: true },
});

function journeys(asText: boolean): World {
  return world(
    { journey, hopeless, other },
    {
      write: (_: unknown, { now }) => {
        if (now === START) throw named('Busy');
        return 'dear debtor';
      },
      send: () => 'sent',
      answerNow: ({ token }: { token: string }, { interpreter }) => interpreter.succeed(token, 'yes'),
      look: () => 'seen',
    },
    { asText },
  );
}

const essence = ({ status, output, transitions, events, stoppedAt }: ExecutionRecord) => ({
  status,
  output,
  transitions,
  events,
  stoppedAt,
});

describe('the record is the only truth', () => {
  test('a store of texts and a store of references give the same run', async () => {
    const [texts, references] = [journeys(true), journeys(false)];
    for (const it of [texts, references]) {
      it.interpreter.start('journey', 'one', {});
      await it.run();
    }
    expect(essence(texts.get('journey:one')).status).toBe('SUCCEEDED');
    expect(essence(references.get('journey:one'))).toEqual(essence(texts.get('journey:one')));
    expect(references.calls).toEqual(texts.calls);
    expect(JSON.parse(JSON.stringify(references.store.records()))).toEqual(references.store.records());
  });

  test.each(['journey', 'hopeless'])(
    '%s stops at any write and goes on from the records: the end is the same',
    async (name) => {
      const smooth = journeys(true);
      let puts = 0;
      smooth.restart(counting(smooth.store, () => void puts++));
      smooth.interpreter.start(name, 'one', {});
      await smooth.run();
      const expected = smooth.get(`${name}:one`);
      expect(puts).toBeGreaterThan(20);

      for (let crashAt = 2; crashAt <= puts; crashAt++) {
        const it = journeys(true);
        let left = crashAt;
        const breaking = counting(it.store, () => {
          left -= 1;
          if (left <= 0) throw new Error('power cut');
        });
        it.restart(breaking);
        it.interpreter.start(name, 'one', {});
        await expect(it.run()).rejects.toThrow('power cut');

        it.restart();
        const running = it.store.records().filter(({ status }) => status === 'RUNNING');
        // Every second time only the executions are named, else their children as well.
        it.interpreter.recover(
          running.filter(({ parent }) => crashAt % 2 === 0 || !parent).map(({ id }) => id),
        );
        await it.run();
        const record = it.get(`${name}:one`);
        expect([crashAt, record.status, record.output]).toEqual([crashAt, 'SUCCEEDED', expected.output]);
        expect([crashAt, record.stoppedAt, record.transitions]).toEqual([
          crashAt,
          expected.stoppedAt,
          expected.transitions,
        ]);
      }
    },
  );

  test('"at least once": a task that had begun and not ended runs again, with a new token', async () => {
    const tokens: string[] = [];
    const store = memoryStore({ asText: true });
    let cut = false;
    const it = world(
      { m: machine({ Ask: tokenTask('ask') }) },
      {
        ask: ({ token }: { token: string }) => {
          tokens.push(token);
          cut = tokens.length === 1;
        },
      },
    );
    it.restart(
      counting(store, () => {
        if (cut) throw new Error('power cut');
      }),
    );
    it.interpreter.start('m', 'one', {});
    await expect(it.interpreter.drain()).rejects.toThrow('power cut');
    cut = false;
    it.restart(store);
    it.interpreter.recover(['m:one', 'unknown']);
    await it.interpreter.drain();
    expect(tokens).toHaveLength(2);
    expect(it.interpreter.succeed(tokens[0] ?? '', 1)).toBe('gone');
    expect(it.interpreter.succeed(tokens[1] ?? '', 2)).toBe('accepted');
    await it.interpreter.drain();
    expect(store.get('m:one')).toMatchObject({ status: 'SUCCEEDED', output: 2 });
  });

  test('an execution that waited for its token goes on waiting for the same one, and its timer is asked for again', async () => {
    const tokens: string[] = [];
    const it = world(
      { m: machine({ Ask: tokenTask('ask', { TimeoutSeconds: 60 }) }) },
      { ask: ({ token }: { token: string }) => tokens.push(token) },
    );
    it.interpreter.start('m', 'one', {});
    await it.interpreter.drain();
    it.restart();
    it.interpreter.recover(['m:one']);
    await it.interpreter.drain();
    expect(tokens).toHaveLength(1);
    expect(it.timers).toEqual([['2026-01-05T08:01:00Z', 'm:one']]);
    expect(it.interpreter.succeed(tokens[0] ?? '', 1)).toBe('accepted');
  });

  test('an answer that came while the function ran survives a crash of that function', async () => {
    const store = memoryStore({ asText: true });
    let cut = false;
    let calls = 0;
    const it = world(
      { m: machine({ Ask: tokenTask('ask') }) },
      {
        ask: ({ token }: { token: string }, { interpreter }) => {
          calls += 1;
          interpreter.succeed(token, 'early');
          cut = true;
        },
      },
    );
    it.restart(
      counting(store, () => {
        if (cut) throw new Error('power cut');
      }),
    );
    it.interpreter.start('m', 'one', {});
    await expect(it.interpreter.drain()).rejects.toThrow('power cut');
    cut = false;
    it.restart(store);
    it.interpreter.recover(['m:one']);
    await it.interpreter.drain();
    expect(calls).toBe(1);
    expect(store.get('m:one')?.output).toBe('early');
  });

  test('after an error of the host the rest of the queue is kept', async () => {
    const store = memoryStore();
    const it = world({ m: machine({ A: task('f') }) }, { f: () => 1 });
    let broken = false;
    it.restart(
      counting(store, (record) => {
        if (broken && record.name === 'one') throw new Error('disk full');
      }),
    );
    it.interpreter.start('m', 'one', {});
    it.interpreter.start('m', 'two', {});
    broken = true;
    await expect(it.interpreter.drain()).rejects.toThrow('disk full');
    await it.interpreter.drain();
    expect(store.get('m:two')?.status).toBe('SUCCEEDED');
  });

  test('a stopped record keeps what one wants to know and lets go of the rest', async () => {
    const it = journeys(true);
    it.interpreter.start('journey', 'one', {});
    await it.run();
    expect(it.get('journey:one')).toMatchObject({
      phase: 'stopped',
      state: 'Start another',
      stateInput: null,
      variables: {},
      token: null,
      outcome: null,
      children: null,
    });
  });
});

function counting(store: ExecutionStore, before: (record: ExecutionRecord) => void): ExecutionStore {
  return {
    ...store,
    put(record) {
      before(record);
      store.put(record);
    },
  };
}
