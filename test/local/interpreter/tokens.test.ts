import { describe, expect, test } from 'vitest';
import { machine, named, START, tokenTask, world } from './world.ts';

const asks = (more: Record<string, unknown> = {}) =>
  machine({ Ask: tokenTask('ask', { Next: 'Done', ...more }), Done: { Type: 'Pass', End: true } });

function asking(more: Record<string, unknown> = {}, options: { asText?: boolean } = {}) {
  const tokens: string[] = [];
  const it = world({ m: asks(more) }, { ask: ({ token }: { token: string }) => tokens.push(token) }, options);
  it.interpreter.start('m', 'one', {});
  return { it, tokens };
}

const token = (tokens: string[], at = 0) => tokens[at] ?? 'none';

describe.each([{ asText: true }, { asText: false }])('task tokens, store %j', (options) => {
  test('"the workflow pauses until it receives that token back"; its output is the result of the task', async () => {
    const { it, tokens } = asking({}, options);
    await it.run();
    expect(it.get('m:one')).toMatchObject({ status: 'RUNNING', state: 'Ask', phase: 'token' });
    expect(it.interpreter.succeed(token(tokens), { paid: true })).toBe('accepted');
    expect(it.get('m:one').state).toBe('Ask');
    await it.run();
    expect(it.get('m:one')).toMatchObject({ status: 'SUCCEEDED', output: { paid: true } });
  });

  test('a token works once', async () => {
    const { it, tokens } = asking({}, options);
    await it.run();
    expect(it.interpreter.succeed(token(tokens), 1)).toBe('accepted');
    expect(it.interpreter.succeed(token(tokens), 2)).toBe('gone');
    expect(it.interpreter.fail(token(tokens), 'E', '')).toBe('gone');
    await it.run();
    expect(it.interpreter.succeed(token(tokens), 3)).toBe('gone');
    expect(it.get('m:one').output).toBe(1);
  });

  test('an unknown token is gone', () => {
    const { it } = asking({}, options);
    expect(it.interpreter.succeed('nonsense', 1)).toBe('gone');
  });

  test('SendTaskFailure: Retry and Catch see its error and cause', async () => {
    const { it, tokens } = asking({ Catch: [{ ErrorEquals: ['Disputed'], Next: 'Done' }] }, options);
    await it.run();
    expect(it.interpreter.fail(token(tokens), 'Disputed', 'never ordered')).toBe('accepted');
    await it.run();
    expect(it.get('m:one')).toMatchObject({
      status: 'SUCCEEDED',
      output: { Error: 'Disputed', Cause: 'never ordered' },
    });
  });

  test('after TimeoutSeconds the token is gone, also before the timer has been heard', async () => {
    const { it, tokens } = asking({ TimeoutSeconds: 60 }, options);
    await it.interpreter.drain();
    it.now = '2026-01-05T08:01:00Z';
    expect(it.interpreter.succeed(token(tokens), 1)).toBe('gone');
    await it.run();
    expect(it.get('m:one')).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('a second before that it is not, and the timer that comes later changes nothing', async () => {
    const { it, tokens } = asking({ TimeoutSeconds: 60 }, options);
    await it.interpreter.drain();
    it.now = '2026-01-05T08:00:59Z';
    expect(it.interpreter.succeed(token(tokens), 1)).toBe('accepted');
    it.now = '2026-01-05T08:02:00Z';
    await it.run();
    expect(it.get('m:one')).toMatchObject({ status: 'SUCCEEDED', output: 1 });
  });

  test('every attempt has a new token; the old one is gone', async () => {
    const { it, tokens } = asking(
      { TimeoutSeconds: 60, Retry: [{ ErrorEquals: ['States.Timeout'] }] },
      options,
    );
    await it.jump('2026-01-05T08:01:00Z');
    await it.jump('2026-01-05T08:01:01Z');
    expect(tokens).toHaveLength(2);
    expect(tokens[0]).not.toBe(tokens[1]);
    expect(it.interpreter.succeed(token(tokens, 0), 'old')).toBe('gone');
    expect(it.interpreter.succeed(token(tokens, 1), 'new')).toBe('accepted');
    await it.run();
    expect(it.get('m:one').output).toBe('new');
  });

  test('the answer may come while the function that got the token still runs', async () => {
    const answers: string[] = [];
    const it = world(
      { m: asks() },
      {
        ask: ({ token }: { token: string }, { interpreter, get }) => {
          answers.push(interpreter.succeed(token, 'early'), interpreter.succeed(token, 'again'));
          expect(get('m:one').state).toBe('Ask');
          return 'the result of the function does not count';
        },
      },
      options,
    );
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(answers).toEqual(['accepted', 'gone']);
    expect(it.get('m:one')).toMatchObject({ status: 'SUCCEEDED', output: 'early' });
    expect(it.finished).toHaveLength(1);
  });

  test('an answer given by a function that then throws counts all the same', async () => {
    const it = world(
      { m: asks() },
      {
        ask: ({ token }: { token: string }, { interpreter }) => {
          interpreter.succeed(token, 'early');
          throw named('Broken');
        },
      },
      options,
    );
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.get('m:one').output).toBe('early');
  });

  test('a function that throws without an answer fails the task, and its token is gone', async () => {
    let seen = '';
    const it = world(
      { m: asks({ Catch: [{ ErrorEquals: ['Broken'], Next: 'Done' }] }) },
      {
        ask: ({ token }: { token: string }) => {
          seen = token;
          throw named('Broken');
        },
      },
      options,
    );
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.get('m:one').output).toMatchObject({ Error: 'Broken' });
    expect(it.interpreter.succeed(seen, 1)).toBe('gone');
  });

  test('one execution may answer another from inside its own task', async () => {
    const tokens: string[] = [];
    const it = world(
      {
        m: asks(),
        n: machine({
          Tell: {
            ...tokenTask('tell'),
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: 'tell', Payload: {} },
          },
        }),
      },
      {
        ask: ({ token }: { token: string }) => tokens.push(token),
        tell: (_, { interpreter, get }) => {
          const answer = interpreter.succeed(token(tokens), 'told');
          expect(get('m:one').status).toBe('RUNNING');
          return answer;
        },
      },
      options,
    );
    it.interpreter.start('m', 'one', {});
    it.interpreter.start('n', 'two', {});
    await it.run();
    expect(it.get('n:two').output).toMatchObject({ Payload: 'accepted' });
    expect(it.get('m:one').output).toBe('told');
    expect(it.finished.map(({ id }) => id)).toEqual(['n:two', 'm:one']);
  });

  test('without TimeoutSeconds it waits as long as it takes', async () => {
    const { it, tokens } = asking({}, options);
    await it.run();
    expect(it.timers).toEqual([]);
    it.now = '2027-01-05T08:00:00Z';
    expect(it.interpreter.succeed(token(tokens), 1)).toBe('accepted');
  });

  test('when the machine’s own TimeoutSeconds has passed, the token is gone', async () => {
    const tokens: string[] = [];
    const it = world(
      { m: { ...asks(), TimeoutSeconds: 60 } },
      { ask: ({ token }: { token: string }) => tokens.push(token) },
      options,
    );
    it.interpreter.start('m', 'one', {});
    await it.interpreter.drain();
    it.now = '2026-01-05T08:01:00Z';
    expect(it.interpreter.succeed(token(tokens), 1)).toBe('gone');
    await it.run();
    expect(it.get('m:one').status).toBe('TIMED_OUT');
  });

  test('tokens are opaque and the same in the same run', async () => {
    const [first, second] = [asking({}, options), asking({}, options)];
    await Promise.all([first.it.run(), second.it.run()]);
    expect(first.tokens).toEqual(second.tokens);
    expect(token(first.tokens)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(first.it.now).toBe(START);
  });
});
