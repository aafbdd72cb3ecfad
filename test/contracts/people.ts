import { describe, expect, test } from 'vitest';
import type { Moment } from '../../core/calendar/moment.ts';
import type { People } from '../../core/ports.ts';

/** What whoever keeps personal data promises. */
export function peopleContract(make: () => Promise<{ people: People; at(moment: Moment): void }>): void {
  const jo = { reference: 'D-1', name: 'Jo', email: 'jo@example.org', phone: '+31600000001' };

  describe('personal data', () => {
    test('is given back as it was put, and replaced as a whole', async () => {
      const { people } = await make();
      expect(await people.get('p-1')).toBeUndefined();
      await people.put('p-1', jo);
      expect(await people.get('p-1')).toEqual(jo);
      await people.put('p-1', { reference: 'D-1', name: 'Jo' });
      expect(await people.get('p-1')).toEqual({ reference: 'D-1', name: 'Jo' });
    });

    test('of a person who is erased is gone, and that of others stays', async () => {
      const { people, at } = await make();
      at('2026-01-05T09:00:00Z');
      await people.put('p-1', jo);
      await people.put('p-1', { ...jo, name: 'Johanna' });
      await people.put('p-2', { reference: 'D-2', name: 'Bo' });
      await people.erase('p-1', '2026-01-06T09:00:00Z');
      expect(await people.get('p-1')).toBeUndefined();
      expect(await people.get('p-2')).toEqual({ reference: 'D-2', name: 'Bo' });
    });

    test('that came in the very second of an erasure is gone too', async () => {
      const { people, at } = await make();
      at('2026-01-05T09:00:00Z');
      await people.put('p-1', jo);
      await people.erase('p-1', '2026-01-05T09:00:00Z');
      expect(await people.get('p-1')).toBeUndefined();
    });

    test('that came after an erasure stays, however often that erasure is done again', async () => {
      const { people, at } = await make();
      at('2026-01-05T09:00:00Z');
      await people.put('p-1', jo);
      await people.erase('p-1', '2026-01-06T09:00:00Z');
      at('2026-01-07T09:00:00Z');
      await people.put('p-1', { ...jo, name: 'Johanna' });
      await people.erase('p-1', '2026-01-06T09:00:00Z');
      expect(await people.get('p-1')).toMatchObject({ name: 'Johanna' });
      await people.erase('p-1', '2026-01-08T09:00:00Z');
      expect(await people.get('p-1')).toBeUndefined();
    });

    test('of somebody who was never there can be erased', async () => {
      const { people } = await make();
      await people.erase('p-1', '2026-01-06T09:00:00Z');
      expect(await people.get('p-1')).toBeUndefined();
    });
  });
}
