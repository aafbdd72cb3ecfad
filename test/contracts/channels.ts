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
  /** Lets a channel's provider refuse an address, or everything of ours, or say nothing. Absent where none can. */
  fail?(channel: Channel, how: 'refuse' | 'refuse all' | 'be silent'): void;
}

/**
 * What is promised of channels. Not promised: what the same message does twice. Nobody hands one over again, because
 * only letters, which lie in a bucket by their contact, could take it.
 */
export function channelsContract(make: () => Promise<MadeChannels>, can: { fail: boolean }): void {
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

  if (!can.fail) return;

  describe.each(['email', 'sms'] as const)('a provider of %s', (channel) => {
    test('that refuses an address says so, and why', async () => {
      const { channels, fail, arrived } = await make();
      fail?.(channel, 'refuse');
      expect(await channels[channel](message(channel))).toEqual({ refused: expect.stringMatching(/./) });
      expect(await arrived()).toEqual([]);
    });

    test('that takes nothing of ours does not blame the address', async () => {
      const { channels, fail, arrived } = await make();
      fail?.(channel, 'refuse all');
      const handed = await channels[channel](message(channel));
      expect(handed).toEqual({ refused: expect.stringMatching(/./), ours: true });
      expect(await arrived()).toEqual([]);
    });
  });

  test.each(channelsOf)(
    'silence of what carries %s is thrown, and nothing arrives twice',
    async (channel) => {
      const { channels, fail, arrived } = await make();
      fail?.(channel, 'be silent');
      await expect(channels[channel](message(channel))).rejects.toThrow();
      expect((await arrived()).length).toBeLessThanOrEqual(1);
    },
  );
}
