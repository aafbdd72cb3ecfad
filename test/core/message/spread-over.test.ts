import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAt, momentAt } from '../../../core/calendar/moment.ts';
import { LawCountry, packFor } from '../../../core/law/packs.ts';
import { spreadOver } from '../../../core/message/spread-over.ts';
import { PartOfDay } from '../../../core/segment/groups.ts';

const from = Date.UTC(2026, 0, 1) / 1000;
const moments = fc.integer({ min: from, max: from + 365 * 86_400 }).map(momentAt);

test.each(LawCountry.options)(
  'whatever part of the day is wished, in %s the law’s hours and the day are kept',
  (country) => {
    const pack = packFor(country);
    fc.assert(
      fc.property(moments, fc.string(), fc.constantFrom(...PartOfDay.options), (moment, contact, part) => {
        const open = pack.contactFrom('consumer', moment, 'email').value;
        const sendAt = spreadOver(open, contact, part, pack.zone);
        expect(sendAt >= open).toBe(true);
        expect(dayAt(sendAt, pack.zone)).toBe(dayAt(open, pack.zone));
        expect(pack.contactFrom('consumer', sendAt, 'email').value).toBe(sendAt);
      }),
    );
  },
);
