import { describe, expect, test } from 'vitest';
import type { Bus, Written } from '../../core/ports.ts';
import { sendMessage } from '../../functions/send-message/handler.ts';
import { startCase } from '../../functions/start-case/handler.ts';

/** Two functions that listen, each to other kinds of entries. */
export const listeners = [sendMessage, startCase];

/** A bus on which nothing was told yet. */
export interface MadeBus {
  bus: Bus;
  /** What a listener was told so far. */
  heard(listener: (typeof listeners)[number]['name']): Promise<Written[]>;
}

/**
 * What is promised of the bus. Not promised: any order, that nothing is told twice, and what a listener that fails is for
 * whoever tells: on the laptop it ends the run, where somebody looks; in the cloud the bus calls it again.
 */
export function busContract(make: () => Promise<MadeBus>): void {
  const written = (number: number): Written => ({
    case: `case-${number}`,
    seq: number,
    kinds: ['payment-received', 'contact-written'],
  });
  const casesOf = (told: Written[]) => [...new Set(told.map((event) => event.seq))].sort((a, b) => a - b);

  describe('what is told on the bus', () => {
    test('is heard as it was told by whoever listens to one of its kinds, and by nobody else', async () => {
      const { bus, heard } = await make();
      await bus.publish([written(1), { case: 'case-2', seq: 7, kinds: ['payment-received'] }]);
      await bus.publish([{ case: 'case-3', seq: 1, kinds: ['case-opened'] }]);
      for (const event of await heard('send-message')) expect(event).toEqual(written(1));
      for (const event of await heard('start-case')) {
        expect(event).toEqual({ case: 'case-3', seq: 1, kinds: ['case-opened'] });
      }
      expect(casesOf(await heard('send-message'))).toEqual([1]);
      expect(casesOf(await heard('start-case'))).toEqual([1]);
    });

    test('is heard by all who listen', async () => {
      const { bus, heard } = await make();
      await bus.publish([{ case: 'case-1', seq: 2, kinds: ['case-opened', 'contact-written'] }]);
      expect(casesOf(await heard('send-message'))).toEqual([2]);
      expect(casesOf(await heard('start-case'))).toEqual([2]);
    });

    test('is all heard, however much it is', async () => {
      const { bus, heard } = await make();
      const many = Array.from({ length: 137 }, (_, at) => written(at + 1));
      await bus.publish(many);
      expect(casesOf(await heard('send-message'))).toEqual(many.map(({ seq }) => seq));
    });

    test('of one case several times at once is heard each time', async () => {
      const { bus, heard } = await make();
      await bus.publish([1, 2, 3].map((seq) => ({ ...written(seq), case: 'case-1' })));
      expect(casesOf(await heard('send-message'))).toEqual([1, 2, 3]);
    });

    test('again is heard again: whoever tells it cannot know that it was heard', async () => {
      const { bus, heard } = await make();
      await bus.publish([written(1)]);
      const before = (await heard('send-message')).length;
      await bus.publish([written(1)]);
      expect((await heard('send-message')).length).toBeGreaterThan(before);
    });

    test('may be nothing, or nothing that anybody listens to', async () => {
      const { bus, heard } = await make();
      await bus.publish([]);
      await bus.publish([{ case: 'case-1', seq: 1, kinds: ['contact-opened'] }]);
      expect(await heard('send-message')).toEqual([]);
      expect(await heard('start-case')).toEqual([]);
    });
  });
}
