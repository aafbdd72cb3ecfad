import { describe, expect, test } from 'vitest';
import { erasePerson } from '../../core/person/erase.ts';
import { exportPerson } from '../../core/person/export.ts';
import { messagesOf } from '../../local/view.ts';
import { CREDITOR } from './make-laptop.ts';
import { communication, visitInside } from './visit-inside.ts';

async function inside(options: Parameters<typeof visitInside>[0] = {}) {
  const { laptop, visitor } = await visitInside(options);
  const choose = async (words: 'easy' | 'usual') =>
    await visitor.follow(await visitor.fill('/messages', { change: `words ${words}` }));
  const wishes = async () => {
    const items = await laptop.ports.persons.read((await laptop.fold()).person);
    return items.flatMap(({ entries }) => entries).filter(({ kind }) => kind === 'words-chosen');
  };
  return { laptop, visitor, choose, wishes };
}

const sourcesOf = ({ receipt }: { receipt?: { inputs?: Record<string, unknown> | undefined } | undefined }) =>
  String(receipt?.inputs?.sources);

describe('whoever wants easier words', () => {
  test('says so on their page, and gets them from the next message on, whatever a map says', async () => {
    const { laptop, visitor, choose } = await inside({ creditor: { communication } });
    const page = await visitor.get('/messages');
    expect(page.text).toContain('Wij kunnen u ook schrijven in makkelijke woorden.');
    expect((await choose('easy')).text).toContain('Wij hebben het genoteerd.');
    await laptop.until('contact-written', 2);
    const [first, second] = await laptop.all('contact-written');
    expect(first).toMatchObject({ variant: 'first-reminder', manner: { tone: 'formal', length: 'full' } });
    expect(second).toMatchObject({ variant: 'direct-debit-offer.easy', manner: first?.manner });
    expect(second?.receipt?.options).toEqual([{ option: 'direct-debit-offer.easy', probability: 1 }]);
    expect([first, second].map((one) => sourcesOf(one ?? {}))).toEqual([
      expect.not.stringContaining('reading'),
      expect.stringContaining('reading person'),
    ]);
  });

  test('gets what the law words as it is', async () => {
    const { laptop, choose } = await inside();
    await choose('easy');
    await laptop.days(40);
    const written = await laptop.all('contact-written');
    expect(written.find(({ step }) => step === 'notice')?.variant).toBe('notice');
  });

  test('takes it back the same way', async () => {
    const { laptop, visitor, choose, wishes } = await inside();
    await choose('easy');
    expect((await visitor.get('/messages')).text).toContain('Nu schrijven wij u in makkelijke woorden');
    await choose('usual');
    expect((await visitor.get('/messages')).text).toContain('Schrijf mij in makkelijke woorden');
    expect(await wishes()).toMatchObject([{ words: 'easy' }, { words: 'usual' }]);
    await laptop.until('contact-written', 2);
    expect((await laptop.all('contact-written'))[1]?.variant).toBe('direct-debit-offer');
  });

  test('can say it on the telephone too, and once is enough', async () => {
    const { laptop, wishes } = await inside();
    const reply = { what: 'words', words: 'easy' } as const;
    await laptop.react('call-1', reply);
    await laptop.react('call-1', reply);
    expect(await wishes()).toHaveLength(1);
    expect(JSON.stringify(await laptop.entries())).not.toMatch(/words-chosen|"easy"/);
  });

  test('finds it in what is held on them, and the same words again when a message is read later', async () => {
    const { laptop, choose } = await inside();
    await choose('easy');
    await laptop.until('contact-written', 2);
    await laptop.days(2);
    const exported = await exportPerson(laptop.ports, CREDITOR, 'D-1');
    expect(exported?.facts.some(({ kind }) => kind === 'words-chosen')).toBe(true);
    await choose('usual');
    const sent = (await messagesOf(laptop.db, laptop.case)).find(({ step }) => step === 'direct-debit-offer');
    expect(sent?.variant).toBe('direct-debit-offer.easy');
  });

  test('is asked no reason, and after they are erased nothing leads to them', async () => {
    const { laptop, choose, wishes } = await inside();
    await choose('easy');
    await laptop.pay('bank-1', 40_000);
    await laptop.days(3);
    expect(await erasePerson(laptop.ports, CREDITOR, 'D-1')).toHaveProperty('erased');
    expect(await exportPerson(laptop.ports, CREDITOR, 'D-1')).toMatchObject({ cases: [{ messages: [] }] });
    expect(Object.keys((await wishes())[0] ?? {}).sort()).toEqual(['at', 'kind', 'outside', 'seq', 'words']);
  });

  test.each([
    ['fr', 'Écrivez-moi avec des mots faciles'],
    ['en', 'Write to me in easier words'],
    ['de', 'Schreiben Sie mir in leichteren Wörtern'],
  ])('can ask for them in %s', async (lang, words) => {
    const { visitor } = await inside();
    expect((await visitor.get('/messages', { lang })).text).toContain(words);
  });
});

test('nobody is guessed to need easier words', async () => {
  const { laptop } = await inside();
  await laptop.days(60);
  const variants = (await laptop.all('contact-written')).map(({ variant }) => variant);
  expect(variants.length).toBeGreaterThan(2);
  expect(variants.filter((variant) => variant.endsWith('.easy'))).toEqual([]);
});
