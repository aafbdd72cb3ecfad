import { describe, expect, test } from 'vitest';
import { makeLaptop } from './make-laptop.ts';
import { makeVisitor } from './make-visitor.ts';
import { communication, visitInside } from './visit-inside.ts';

const how = ({ receipt }: { receipt?: { inputs?: Record<string, unknown> | undefined } | undefined } = {}) =>
  receipt?.inputs;

describe('whoever does not want a map to choose how they are written to', () => {
  test('says so with one click, and it holds from the next message on', async () => {
    const { laptop, visitor } = await visitInside({ creditor: { communication } });
    expect(how((await laptop.all('contact-written'))[0])).toMatchObject({
      persona: 'paper/late-payer',
      group: 'map',
    });
    const page = await visitor.get();
    expect(page.text).toContain('Ik wil niet dat mijn postcode of klantgegevens de toon bepalen');
    expect(page.body).toContain(`action="/p/${visitor.link}/groups"`);

    const seen = await visitor.follow(await visitor.send('/groups', {}));
    expect(seen.text).toContain('Wij letten niet meer op uw postcode of klantgegevens');
    expect(seen.body).not.toContain('/groups"');
    await laptop.until('contact-written', 2);
    const second = (await laptop.all('contact-written'))[1];
    expect(how(second)).toMatchObject({ persona: 'neutral/late-payer', group: 'objected' });
    expect(how(second)?.because).toMatch(/^The person objects to the map\. No habit shows yet/);
  });

  test('is heard once, in their own journal, and no case or score hears of it', async () => {
    const { laptop, visitor } = await visitInside({ creditor: { communication } });
    const before = await laptop.entries();
    await visitor.send('/groups', {});
    await visitor.send('/groups', {});
    await laptop.react('objection-by-mail', { what: 'object-to-groups' });
    expect(await laptop.entries()).toEqual(before);
    const items = await laptop.ports.persons.read((await laptop.fold()).person);
    const kinds = items.flatMap(({ entries }) => entries.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'objected-to-groups')).toHaveLength(1);
  });

  test('is shown nothing where there is no map to object to', async () => {
    const { visitor } = await visitInside();
    expect((await visitor.get()).body).not.toContain('/groups"');
  });

  test('has to answer the question first, as for everything that changes something', async () => {
    const laptop = await makeLaptop({ creditor: { communication } });
    await laptop.days(1);
    const stranger = makeVisitor(laptop);
    expect((await stranger.send('/groups', {})).status).toBe(403);
    const { person } = await laptop.fold();
    expect(JSON.stringify(await laptop.ports.persons.read(person))).not.toContain('objected');
  });

  test.each([
    ['fr', 'Je ne veux pas que mon code postal'],
    ['en', 'I do not want my postcode'],
    ['de', 'Ich möchte nicht, dass meine Postleitzahl'],
  ])('can read it in %s', async (lang, words) => {
    const { visitor } = await visitInside({ creditor: { communication } });
    const { text, body } = await visitor.get('', { lang });
    expect(text).toContain(words);
    expect(body).toContain(`/groups?lang=${lang}"`);
  });
});
