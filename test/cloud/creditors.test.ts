import { describe, expect, test } from 'vitest';
import { dynamoCreditors } from '../../adapters/aws/creditors.ts';
import { createTable } from '../../adapters/aws/table.ts';
import { needCreditor, orderStop } from '../../cloud/creditors.ts';
import { readCreditor } from '../../local/policy.ts';
import { WrongUse } from '../../local/stored.ts';
import { makeTable, startDynamo } from '../adapters/aws/make-table.ts';
import { inProject } from '../local/amicable.ts';

describe('a stop order', async () => {
  const client = await startDynamo();
  const example = readCreditor(inProject('examples/creditor.json'));

  async function twoCreditors() {
    const creditors = dynamoCreditors(createTable(client, await makeTable(client)));
    for (const id of ['one', 'two']) await creditors.put({ ...example, id });
    const stopped = async () => [await creditors.stopped('one'), await creditors.stopped('two')];
    return { creditors, stopped };
  }

  test('for one creditor leaves the others alone', async () => {
    const { creditors, stopped } = await twoCreditors();
    expect(await orderStop(creditors, { creditor: 'one' })).toEqual({ creditor: 'one', stands: true });
    expect(await stopped()).toEqual([true, false]);
    expect(await orderStop(creditors, { creditor: 'one', lift: true })).toEqual({
      creditor: 'one',
      stands: false,
    });
    expect(await stopped()).toEqual([false, false]);
  });

  test('for everybody stands until it is lifted for everybody', async () => {
    const { creditors, stopped } = await twoCreditors();
    expect(await orderStop(creditors, { all: true })).toEqual({ creditor: '*', stands: true });
    expect(await orderStop(creditors, { creditor: 'one', lift: true })).toEqual({
      creditor: 'one',
      stands: true,
    });
    expect(await stopped()).toEqual([true, true]);
    expect(await orderStop(creditors, { all: true, lift: true })).toEqual({ creditor: '*', stands: false });
    expect(await stopped()).toEqual([false, false]);
  });

  test.each([
    ['for nobody', {}, 'Say for whom'],
    ['for one and for everybody', { creditor: 'one', all: true }, 'Say for whom'],
    [
      'for a creditor that is not there',
      { creditor: 'onne' },
      'There is no creditor onne. There are: one, two.',
    ],
  ])('%s is refused, and changes nothing', async (_, order, words) => {
    const { creditors, stopped } = await twoCreditors();
    const refused = orderStop(creditors, order);
    await expect(refused).rejects.toThrow(WrongUse);
    await expect(refused).rejects.toThrow(words);
    expect(await stopped()).toEqual([false, false]);
  });

  test('a key is made only for a creditor that is there', async () => {
    const { creditors } = await twoCreditors();
    await expect(needCreditor(creditors, 'one')).resolves.toBeUndefined();
    await expect(needCreditor(creditors, '*')).rejects.toThrow(WrongUse);
  });
});
