import { expect, test } from 'vitest';
import type { EntryOf } from '../../core/case/entry.ts';
import { makeLaptop } from './make-laptop.ts';
import { makeVisitor } from './make-visitor.ts';

async function scored() {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const items = await laptop.ports.journal.read(laptop.case);
  const entries = items.flatMap((item) => item.entries);
  const last = entries.findLast((entry): entry is EntryOf<'scored'> => entry.kind === 'scored');
  return { laptop, visitor: makeVisitor(laptop), chance: last?.points };
}

test('nobody sees how a case was scored before the second question is answered', async () => {
  const { visitor, chance } = await scored();
  const { text } = await visitor.get('/why');
  expect(text).toContain('Wat is uw postcode?');
  expect(text).not.toContain(`${chance} procent`);
});

test.each([
  [
    'nl',
    (percent: number) => `${percent} procent`,
    'Wat niet meetelt bij deze kans',
    'Deze kans maakt het nooit duurder en geeft u nooit minder tijd.',
  ],
  [
    'fr',
    (percent: number) => `${percent} pour cent`,
    'Ce qui ne compte pas pour cette chance',
    'Cette chance ne vous coûte jamais plus et ne vous donne jamais moins de temps.',
  ],
  [
    'en',
    (percent: number) => `${percent} percent`,
    'What does not count for this chance',
    'This chance never makes it more expensive and never gives you less time.',
  ],
  [
    'de',
    (percent: number) => `${percent} Prozent`,
    'Was bei dieser Chance nicht zählt',
    'Diese Chance macht es nie teurer und gibt Ihnen nie weniger Zeit.',
  ],
])(
  'whom it is about sees the chance, the reasons and the way to object, in %s',
  async (lang, percent, not, promised) => {
    const { visitor, chance } = await scored();
    await visitor.answer();
    expect((await visitor.get('')).body).toContain('/why');
    const { status, text, body } = await visitor.get('/why', { lang });
    expect(status).toBe(200);
    expect(text).toContain(percent(chance ?? Number.NaN));
    // A map of the creditor's may look at the postcode.
    expect(text).toContain(not);
    expect(text).toContain(promised);
    expect(body.match(/<h2/g)?.length).toBeGreaterThan(3);
    expect(body).toContain('/complaint');
  },
);
