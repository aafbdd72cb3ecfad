import { describe, expect, test } from 'vitest';
import { CREDITOR, exampleCreditor, makeLaptop } from './make-laptop.ts';

const budget = { ...exampleCreditor().budget, perContact: 10_000 };

describe('what is not worth asking', () => {
  const small = () => makeLaptop({ claim: { cents: 4_500 }, creditor: { budget } });

  test('is left to a person before anybody is asked, with its reason', async () => {
    const laptop = await small();
    await laptop.until('task-opened');
    expect(laptop.sent).toEqual([]);
    expect(await laptop.all('contact-refused')).toMatchObject([
      { reason: 'not-worth-asking', receipt: { inputs: { outstanding: 4_500, perContact: 10_000 } } },
    ]);
    expect(await laptop.all('task-opened')).toMatchObject([{ what: 'not-worth-asking' }]);
  });

  test('can be written off', async () => {
    const laptop = await small();
    await laptop.until('task-opened');
    await laptop.close(await laptop.task('not-worth-asking'), { decision: 'write-off' });
    expect((await laptop.fold()).closed?.outcome).toBe('written-off');
  });

  test('is asked all the same once a person has said that it is worth it', async () => {
    const laptop = await small();
    await laptop.until('task-opened');
    await laptop.close(await laptop.task('not-worth-asking'), { decision: 'go-on' });
    await laptop.until('contact-sent');
    expect(laptop.steps()[0]).toBe('first-reminder');
  });

  test('is one instalment of a plan never: it was agreed', async () => {
    const laptop = await makeLaptop({ creditor: { budget } });
    await laptop.react('r-1', { what: 'plan', months: 3 });
    await laptop.until('contact-sent', 2);
    expect(laptop.steps()).toContain('instalment-reminder');
    expect((await laptop.all('contact-refused')).map(({ reason }) => reason)).not.toContain(
      'not-worth-asking',
    );
  });

  test('is nothing where more can be expected than a message is worth', async () => {
    const laptop = await makeLaptop();
    await laptop.until('contact-sent');
    expect(await laptop.all('contact-refused')).toEqual([]);
  });
});

describe('a creditor that tells its payments through a day', () => {
  test('has nobody asked before it does, then from the hour in which it did, and not a second time', async () => {
    const laptop = await makeLaptop({ creditor: { books: 'told' } });
    await laptop.days(10);
    expect(laptop.sent).toEqual([]);
    const held = (await laptop.all('contact-refused')).map(({ reason }) => reason);
    expect(new Set(held)).toEqual(new Set(['books-behind']));
    expect(held.length).toBeLessThan(6);
    await laptop.ports.creditors.noteBooks(CREDITOR, laptop.now().slice(0, 10));
    await laptop.days(3);
    expect(laptop.steps()).toEqual(['first-reminder']);
  });

  test('is asked for by nobody whose payment it told in the meantime', async () => {
    const laptop = await makeLaptop({ creditor: { books: 'told' } });
    await laptop.days(3);
    await laptop.pay('bank-1', 4_500);
    await laptop.ports.creditors.noteBooks(CREDITOR, laptop.now().slice(0, 10));
    await laptop.days(10);
    expect(laptop.sent).toEqual([]);
    expect((await laptop.fold()).closed?.outcome).toBe('settled');
  });
});
