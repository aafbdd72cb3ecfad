import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../adapters/local/database.ts';
import { journalsOf } from '../../core/score/journals-of.ts';
import { run } from '../../functions/define.ts';
import { functions } from '../../local/functions.ts';
import { createLaptop } from '../../local/laptop.ts';
import { makePorts } from '../core/make-ports.ts';
import { makeKept } from '../core/score/make-kept.ts';
import { exampleCreditor } from './make-laptop.ts';

const creditor = exampleCreditor();
const input = { creditor: creditor.id, target: 'paid-90' };
const call = (name: string, ports: ReturnType<typeof makePorts>, given: unknown) => {
  const definition = functions.get(name);
  if (!definition) throw new Error(name);
  return run(definition, ports, given);
};

/** Walks the machine; what a challenger is found to be is given, what follows is real. */
async function walk(found: string | Error, kept = makeKept(1)) {
  const db = openDatabase(':memory:');
  const laptop = createLaptop(db, '2026-01-05T08:00:00Z', 'at-the-end', async ({ name, ports, run: go }) => {
    if (name !== 'learn-score' || found === 'too-few') return await go(ports);
    if (found instanceof Error) throw found;
    await ports.models.put(creditor.id, 'paid-90', kept);
    return { found, hash: makeKept(1).model.hash, why: 'So it was found.' };
  });
  await laptop.creditors.put(creditor);
  await laptop.ports.machines.start('refit-score', 'refit-1', input);
  await laptop.advance('2026-01-06T08:00:00Z');
  laptop.flush();
  const row = db.get<{ record: string }>("select record from executions where id = 'refit-score:refit-1'");
  const champion = await laptop.ports.models.champion(creditor.id, 'paid-90');
  return { ...JSON.parse(`${row?.record}`), champion: champion?.hash };
}

describe('the machine that learns a score anew', () => {
  test('lets a challenger score that is better', async () => {
    const { hash } = makeKept(1).model;
    expect(await walk('better')).toMatchObject({ output: { end: 'promoted', hash }, champion: hash });
  });

  test.each(['not-better', 'badly-calibrated', 'wrong-about-a-group'])(
    'leaves the champion where a challenger is %s',
    async (found) => {
      expect(await walk(found)).toMatchObject({ output: { end: 'champion-stays' }, champion: undefined });
    },
  );

  test('does not let one score of which nobody measured how right it is about groups', async () => {
    const { model, report } = makeKept(1);
    const { fairness: _, ...unmeasured } = report;
    const why = expect.stringContaining('how right it is about groups');
    const output = { end: 'champion-stays', hash: model.hash, why };
    expect(await walk('better', { model, report: unmeasured })).toMatchObject({
      output,
      champion: undefined,
    });
  });

  test('says so where too little is known', async () => {
    expect(await walk('too-few')).toMatchObject({ output: { end: 'too-few', why: expect.any(String) } });
  });

  test('comes to a person when it cannot be done, and what scored goes on scoring', async () => {
    const error = Object.assign(new Error(), { name: 'UnknownCreditor' });
    expect(await walk(error)).toMatchObject({ status: 'FAILED', error: 'RefitFailed', champion: undefined });
  });
});

test('every creditor is learnt from anew for cases and for plans, once a month', async () => {
  const ports = makePorts();
  await ports.creditors.put(exampleCreditor({ id: 'another' }));
  await call('start-refits', ports, {});
  await call('start-refits', ports, {});
  expect(ports.started.map(({ name }) => name).sort()).toEqual([
    'refit-another-kept-2026-01',
    'refit-another-paid-90-2026-01',
    'refit-voorbeeld-incasso-kept-2026-01',
    'refit-voorbeeld-incasso-paid-90-2026-01',
  ]);
  expect(ports.started.every(({ machine }) => machine === 'refit-score')).toBe(true);
});

test('nobody promotes a model that was never kept', async () => {
  const promoted = call('promote-score', makePorts(), { ...input, hash: 'unknown' });
  await expect(promoted).rejects.toMatchObject({ name: 'UnknownModel' });
});

test('a person promotes a challenger that was held back for being wrong about a group', async () => {
  const ports = makePorts();
  const { model, report } = makeKept(1);
  await ports.models.put(creditor.id, 'paid-90', {
    model,
    report: { ...report, verdict: 'wrong-about-a-group' },
  });
  expect(await call('promote-score', ports, { ...input, hash: model.hash })).toEqual({
    promoted: true,
    why: '',
  });
  expect(await ports.models.champion(creditor.id, 'paid-90')).toMatchObject({ hash: model.hash });
});

test('nothing is learnt of a creditor that nobody knows', async () => {
  const learnt = call('learn-score', makePorts(), { ...input, creditor: 'nobody' });
  await expect(learnt).rejects.toMatchObject({ name: 'UnknownCreditor' });
});

test('the newest cases are learnt from, open and closed, each once', async () => {
  const at = { 'a-1': '2025-03-01', 'b-1': '2025-01-01', 'c-1': '2025-02-01', 'd-1': '2024-01-01' };
  const ports = {
    lists: {
      ofCreditor: async (_: string, state: 'open' | 'closed', { after }: { after?: string }) => {
        const ids = state === 'open' ? ['a-1', 'b-1'] : ['b-1', 'c-1', 'd-1'];
        const from = after ? ids.indexOf(after) + 1 : 0;
        const id = ids[from] ?? '';
        const rows = [{ case: id, creditor: 'x', state }];
        return { rows, ...(from < ids.length - 1 && { next: id }) };
      },
    },
    journal: {
      read: async (id: keyof typeof at) => [{ entries: [{ at: at[id] }] }],
    },
  };
  const found = await journalsOf(ports as never, 'x', 3);
  expect(found.map(([first]) => first?.at)).toEqual(['2025-03-01', '2025-01-01', '2025-02-01']);
});
