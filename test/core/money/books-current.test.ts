import { describe, expect, test } from 'vitest';
import { lastLook } from '../../../core/message/deliver.ts';
import { booksBehind } from '../../../core/money/books-current.ts';
import { morning, onlyPaper, type Story, tell } from '../make-case.ts';

const CREDITOR = 'voorbeeld-incasso';
const told = (rows = [onlyPaper]) => tell({ rows, creditor: { creditor: { books: 'told' } } });
const through = (story: Story, day: string) => story.ports.creditors.noteBooks(CREDITOR, day);

describe('whoever tells its payments asks nobody before all are told through the last working day', () => {
  test.each<[string, string, string, boolean]>([
    ['on a Tuesday, through Monday', '2026-01-13', '2026-01-12', true],
    ['on a Tuesday, through Sunday', '2026-01-13', '2026-01-11', false],
    ['on a Monday, through Friday', '2026-01-12', '2026-01-09', true],
    ['on a Monday, through Thursday', '2026-01-12', '2026-01-08', false],
    ['on a Saturday, through Friday', '2026-01-10', '2026-01-09', true],
    ['after Easter, through the Thursday before it', '2026-04-07', '2026-04-02', true],
    ['after Easter, through the Wednesday before it', '2026-04-07', '2026-04-01', false],
  ])('%s', async (_, today, day, may) => {
    const story = await told();
    await through(story, day);
    expect(booksBehind(await story.ctx(), morning(today)) === undefined).toBe(may);
  });

  test('and never, while it has said nothing', async () => {
    const story = await told();
    expect(booksBehind(await story.ctx(), morning('2026-01-13'))).toMatchObject({
      reason: 'books-behind',
      receipt: { inputs: { through: null, workingDays: 20 } },
    });
  });

  test('and it is known by how many working days it is late', async () => {
    const story = await told();
    await through(story, '2026-01-06');
    expect(booksBehind(await story.ctx(), morning('2026-01-13'))?.receipt?.inputs).toEqual({
      through: '2026-01-06',
      workingDays: 4,
    });
  });

  test('but who tells each payment as it comes is never behind', async () => {
    const story = await tell();
    expect(booksBehind(await story.ctx(), morning('2026-01-13'))).toBeUndefined();
  });
});

describe('the last look at a message of a creditor that is behind', () => {
  const written = async (step: 'first-reminder' | 'notice' | 'information') => {
    const story = await told();
    const id = await story.write(step);
    const contact = (await story.case()).contacts.get(id);
    if (!contact) throw new Error('nothing was written');
    story.ports.clock.set(contact.sendAt);
    const look = async (now = contact.sendAt) =>
      lastLook(await story.case(), await story.ctx(), contact, now, []);
    return { story, contact, look };
  };

  test.each(['first-reminder', 'notice'] as const)(
    'lets a %s wait some hours, until they are told',
    async (step) => {
      const { story, look } = await written(step);
      expect(await look()).toHaveProperty('later');
      await through(story, '2026-01-02');
      expect(await look()).toEqual({ go: true });
    },
  );

  test('says why nothing is sent when they are not told for days', async () => {
    const { story, contact, look } = await written('first-reminder');
    await through(story, '2026-01-01');
    expect(contact.sendAt).toContain('2026-01-05');
    expect(await look('2026-01-07T19:00:00Z')).toMatchObject({
      reason: 'books-behind',
      until: '2026-01-08T05:00:00Z',
    });
  });

  test('never holds back an answer', async () => {
    expect(await (await written('information')).look()).toEqual({ go: true });
  });
});

describe('costs are added only when all that was paid within the free term is known', () => {
  /** A notice whose term has ended, and payments that are told through a day. */
  const due = async (day: (lastFreeDay: string) => string) => {
    const story = await told();
    await through(story, '2026-01-04');
    await story.say('notice', 14);
    const [notice] = (await story.case()).notices.values();
    story.on(notice?.costsFrom ?? '');
    await through(story, day(notice?.lastFreeDay ?? ''));
    await story.write('costs-added', 7);
    return story;
  };

  test('through its last day: they are', async () => {
    const story = await due((day) => day);
    expect((await story.last('costs-charged'))?.cents).toBe(15_000);
  });

  test('not through its last day: the message waits until the next morning, and nothing is charged', async () => {
    const story = await due(() => '2026-01-15');
    expect(await story.last('costs-charged')).toBeUndefined();
    expect(await story.last('contact-refused')).toMatchObject({
      step: 'costs-added',
      reason: 'books-behind',
      until: expect.stringContaining('T05:00:00Z'),
      receipt: { rules: [{ name: 'own/books-current' }] },
    });
  });
});
