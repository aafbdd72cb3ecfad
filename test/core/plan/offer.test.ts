import { describe, expect, test } from 'vitest';
import { renderEmail } from '../../../adapters/render/email.ts';
import { runningPlan } from '../../../core/case/case.ts';
import { compose } from '../../../core/message/compose.ts';
import { writeContact } from '../../../core/message/write.ts';
import { offerPlan } from '../../../core/plan/offer.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

async function messageOf(story: Story, contact: string) {
  const c = await story.case();
  const { creditor, pack } = await story.ctx();
  const written = c.contacts.get(contact);
  if (!written) throw new Error('nothing was written');
  const { links } = story.ports.secrets;
  return compose(c, written, { creditor, pack, to: { reference: 'D-1', email: 'jo@example.org' }, links });
}

/** Writes the message as `write-message` does. */
async function offer(story: Story, runningPlans = 0): Promise<string> {
  let contact = '';
  await story.decide(async (draft, ctx) => {
    const offering = (written: string) => offerPlan(draft, ctx, written, runningPlans);
    contact = await writeContact(draft, ctx, { step: 'plan-offer', patienceDays: 10, offer: offering });
  });
  return contact;
}

describe('a message that offers a plan', () => {
  test('proposes the recommended one, to the day and the cent, and agrees nothing', async () => {
    const story = await tell();
    const contact = await offer(story);
    const proposed = await story.last('plan-proposed');
    expect(proposed).toMatchObject({ plan: `${contact}-offer`, cents: 100_000 });
    expect(proposed?.instalments.map(({ cents }) => cents)).toEqual([
      16_667, 16_667, 16_667, 16_667, 16_667, 16_665,
    ]);
    expect(runningPlan(await story.case())).toBeUndefined();
    const message = await messageOf(story, contact);
    expect([message.offer, message.plan]).toEqual([proposed?.instalments, undefined]);
    expect(JSON.stringify(await renderEmail(message))).toContain('bijvoorbeeld 6 keer ongeveer');
    expect(story.audit()).toEqual([]);
  });

  // Six instalments of €166.67 are agreed at once, and none longer.
  test.each([
    [16_667, 0, true],
    [16_666, 0, false],
    [20_000, 3_333, true],
    [20_000, 3_334, false],
    [0, 0, false],
  ])('to who can spare %i, of which %i goes to other plans: %s', async (spare, running, offered) => {
    const story = await tell();
    await story.add(f.canSpare(spare));
    await offer(story, running);
    expect((await story.last('plan-proposed')) !== undefined).toBe(offered);
    expect((await story.last('contact-written'))?.step).toBe('plan-offer');
  });

  test.each<[string, () => Promise<Story>]>([
    ['a debt too small to be parted at once', () => tell({ rows: [makeRow({ cents: 1_900 })] })],
    [
      'whoever had a plan that was broken',
      async () => {
        const story = await tell();
        await story.react({ what: 'plan', months: 3 }, 'p1');
        await story.add({ kind: 'plan-broken', plan: 'p1' });
        return story;
      },
    ],
  ])('proposes nothing for %s', async (_, begin) => {
    const story = await begin();
    const contact = await offer(story);
    expect((await story.last('contact-written'))?.contact).toBe(contact);
    expect(await story.last('plan-proposed')).toBeUndefined();
    expect((await messageOf(story, contact)).offer).toBeUndefined();
  });
});
