import { describe, expect, test } from 'vitest';
import { plusDays } from '../../../core/calendar/moment.ts';
import { compose, senderOf } from '../../../core/message/compose.ts';
import type { Message } from '../../../core/message/message.ts';
import { makeRow, type Story, tell } from '../make-case.ts';
import { makeCreditor } from '../make-ports.ts';

async function firstReminder(country: string): Promise<Message> {
  const story = await tell({ rows: [makeRow({ country, language: 'fr', postcode: '1000' })] });
  return await composed(story, await story.say('first-reminder', 14));
}

async function composed(story: Story, contact: string): Promise<Message> {
  const c = await story.case();
  const written = c.contacts.get(contact);
  if (!written) throw new Error('nothing was written');
  const { creditor, pack } = await story.ctx();
  return compose(c, written, {
    creditor,
    pack,
    to: { reference: 'D-1' },
    links: [{ key: 1, secret: 'test' }],
  });
}

test('a message is for the country where its reader lives, whatever the language and whoever the creditor', async () => {
  const message = await firstReminder('BE');
  expect([message.country, message.language]).toEqual(['BE', 'fr']);
  expect((await firstReminder('NL')).country).toBe('NL');
});

test('a message is said as it was decided, also after other things are preferred', async () => {
  const story = await tell();
  await story.add({ kind: 'profile-assigned', profile: 'arranger' });
  const contact = await story.say('first-reminder', 14);
  await story.add({ kind: 'profile-assigned', profile: 'late-payer' });
  expect((await composed(story, contact)).manner).toEqual({ tone: 'friendly', length: 'full' });
  expect(await firstReminder('NL')).not.toHaveProperty('manner');
});

test('who is told of a direct debit is told until when the bank gives it back: eight weeks', async () => {
  const story = await tell({ creditor: { creditor: { directDebit: true } } });
  await story.react({ what: 'direct-debit' });
  const noted = await story.last('contact-written');
  const message = await composed(story, noted?.contact ?? '');
  expect(message.step).toBe('direct-debit-noted');
  expect(message.refundUntil).toBe(plusDays(message.expectedOn ?? '', 56));
  expect(await firstReminder('NL')).not.toHaveProperty('refundUntil');
});

describe('a claim in a letter', () => {
  const periods = [{ from: '2025-12-10', to: '2026-01-05', rate: 627 }];
  const charged = {
    kind: 'interest-charged',
    claim: 'A',
    cents: 350,
    from: '2025-12-10',
    to: '2026-01-05',
    periods,
  } as const;
  const lettersOf = async (creditor: 'DE' | 'NL', country: string) => {
    const claim = makeRow({ country, postcode: '10115', contractOn: '2025-03-03' });
    const story = await tell({ creditor: { creditor: { country: creditor } }, rows: [claim] });
    await story.pay(25_000);
    await story.add(charged);
    return await composed(story, await story.say('first-reminder', 14));
  };

  test('says when its contract was made, and in Germany on what the interest was counted', async () => {
    const { claims } = await lettersOf('DE', 'DE');
    expect(claims).toMatchObject([
      {
        contractOn: '2025-03-03',
        rates: [{ from: '2025-12-10', to: '2026-01-05', percent: 6.27, base: 75_000 }],
      },
    ]);
  });

  test.each([
    ['NL', 'NL'],
    ['NL', 'DE'],
    ['DE', 'NL'],
  ] as const)(
    'of a creditor in %s, to somebody in %s, whose interest may bear interest, names no base',
    async (creditor, country) => {
      const { claims } = await lettersOf(creditor, country);
      expect(claims[0]?.rates).toHaveLength(1);
      expect(claims[0]?.rates?.[0]).not.toHaveProperty('base');
    },
  );
});

describe('Who asks', () => {
  test('is named with number and address of the creditor, and who supervises the collector', () => {
    const postal = { street: 'Bedenkstraat 8', postcode: '1000', city: 'Nergensgem', country: 'BE' };
    const collector = { name: 'Kantoor Verzonnen', registerNumber: '7', supervisor: 'Toezicht Verzonnen' };
    const phone = '+32 450 00 00 01';
    const creditor = makeCreditor({
      role: 'agency',
      collector,
      registerNumber: '0123.456.789',
      postal,
      phone,
    });
    expect(senderOf(creditor)).toMatchObject({
      creditorNumber: '0123.456.789',
      creditorPostal: postal,
      creditorPhone: phone,
      collector,
    });
  });

  test('has nothing that was not given', () => {
    const { registerNumber: _, postal: __, collector: ___, ...creditor } = makeCreditor({ role: 'own-name' });
    const sender = senderOf(creditor);
    expect(sender).not.toHaveProperty('creditorNumber');
    expect(sender).not.toHaveProperty('creditorPostal');
    expect(sender).not.toHaveProperty('collector');
  });
});
