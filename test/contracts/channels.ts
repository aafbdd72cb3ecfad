import { describe, expect, test } from 'vitest';
import type { Channel } from '../../core/case/words.ts';
import type { Addressee, Message } from '../../core/message/message.ts';
import type { Channels } from '../../core/ports.ts';
import { makeMessage } from '../adapters/render/make-message.ts';

/** What came out at the other end of a channel. */
export interface Arrived {
  channel: Channel;
  /** Mail address, telephone number, or street; of an address that only the creditor knows `at-creditor`. */
  to: string;
  /** The contact by which what comes back of it is told; text messages carry none. */
  contact?: string;
}

/** Channels through which nothing went yet. */
export interface MadeChannels {
  channels: Channels;
  arrived(): Promise<Arrived[]>;
  /** Lets what carries a channel fail from now on. Absent where nothing can. */
  fail?(channel: Channel, how: Failure): unknown;
}

/** How what carries a channel can fail, each as a sentence that begins with "what carries it". */
export type Failure = 'refuses the address' | 'takes nothing of ours' | 'is silent';

/** What a failure is for whoever handed a message over; silence is no answer. */
const answers: Record<Failure, object | undefined> = {
  'refuses the address': { refused: expect.stringMatching(/./) },
  'takes nothing of ours': { refused: expect.stringMatching(/./), ours: true },
  'is silent': undefined,
};

/**
 * What is promised of channels. Not promised: what the same message does twice. Nobody hands one over again, because
 * only letters, which lie in a bucket by their contact, could take it.
 *
 * @param failures those that can be brought about
 */
export function channelsContract(
  make: () => Promise<MadeChannels>,
  failures: readonly (readonly [Channel, Failure])[] = [],
): void {
  const everywhere = {
    email: 'noor@verzonnen.example',
    sms: '+31612345678',
    letter: 'Bedachtelaan 12',
  } as const;
  const postal = { street: 'Bedachtelaan 12', postcode: '1234 AB', city: 'Nergenshuizen', country: 'NL' };
  const without: Record<Channel, Partial<Addressee>> = {
    email: { phone: everywhere.sms, postal },
    sms: { email: everywhere.email, postal },
    letter: { email: everywhere.email, phone: everywhere.sms },
  };
  const channelsOf = ['email', 'sms', 'letter'] as const;
  const message = (channel: Channel, contact = 'case-1-k1'): Message =>
    makeMessage('first-reminder', { contact }, channel);

  describe.each(channelsOf)('a message by %s', (channel) => {
    test('is taken under an id, and arrives once, where it is addressed', async () => {
      const { channels, arrived } = await make();
      const handed = await channels[channel](message(channel));
      expect(handed).toEqual({ accepted: expect.stringMatching(/./) });
      expect(await arrived()).toEqual([
        { channel, to: everywhere[channel], ...(channel !== 'sms' && { contact: 'case-1-k1' }) },
      ]);
    });

    test('has an id of its own', async () => {
      const { channels, arrived } = await make();
      const ids = new Set<unknown>();
      for (const contact of ['case-1-k1', 'case-1-k2', 'case-2-k1']) {
        const handed = await channels[channel](message(channel, contact));
        ids.add('accepted' in handed && handed.accepted);
      }
      expect(ids.size).toBe(3);
      expect(await arrived()).toHaveLength(3);
    });

    test('to somebody who has no address for it is refused, and does not leave', async () => {
      const { channels, arrived } = await make();
      for (const to of [{}, without[channel]]) {
        const nowhere = { ...message(channel), to: { reference: 'K-1', ...to } };
        expect(await channels[channel](nowhere)).toEqual({ refused: 'no-address' });
      }
      expect(await arrived()).toEqual([]);
    });
  });

  test('a letter finds its way where only the creditor knows the address', async () => {
    const { channels, arrived } = await make();
    const to = { reference: 'K-1', postalHeldByCreditor: true as const };
    expect(await channels.letter({ ...message('letter'), to })).toHaveProperty('accepted');
    expect(await arrived()).toEqual([{ channel: 'letter', to: 'at-creditor', contact: 'case-1-k1' }]);
  });

  test.each(failures)('a message by %s where what carries it %s', async (channel, how) => {
    const { channels, fail, arrived } = await make();
    await fail?.(channel, how);
    const handed = channels[channel](message(channel));
    if (answers[how]) {
      expect(await handed).toEqual(answers[how]);
      expect(await arrived()).toEqual([]);
    } else {
      // It may have left: it is not tried again, and whoever handed it over must see that nobody knows.
      await expect(handed).rejects.toThrow();
      expect((await arrived()).length).toBeLessThanOrEqual(1);
    }
  });
}
