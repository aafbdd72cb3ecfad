import { plusDays } from '../core/calendar/moment.ts';
import { PersonKind } from '../core/case/words.ts';
import { anniversary } from '../core/law/interest.ts';
import { LawCountry } from '../core/law/packs.ts';
import type { Asked } from '../local/law/account.ts';

/** A claim and what happened to it, and the country whose law holds. */
export interface LawCase {
  country: LawCountry;
  asked: Asked;
}

const FIRST_DUE = '2021-08-10';

/**
 * Invented claims, always the same: fallen due in the autumn of 2021, with their free notice a month and a half later,
 * looked at five years after it; three of ten with up to three part payments. By turns in all countries, and of all
 * kinds of person. For the damages of Belgian consumers nothing is written down in 2021: they bear none.
 */
export function* lawCases(cases: number): Generator<LawCase> {
  for (let i = 0; i < cases; i++) {
    const upTo = (kind: number, most: number) => scatter(i * 16 + kind) % (most + 1);
    const country = LawCountry.options[i % 3] ?? 'NL';
    const dueOn = plusDays(FIRST_DUE, upTo(0, 60));
    const noticeOn = plusDays(dueOn, 40 + upTo(1, 15));
    const principal = 2_500 + (upTo(2, 9) === 0 ? upTo(3, 5_000_000) : upTo(3, 150_000));
    const paid = upTo(4, 9) < 3 ? 1 + upTo(5, 2) : 0;
    const asked: Asked = {
      person: PersonKind.options[Math.floor(i / 3) % 3] ?? 'consumer',
      principal,
      dueOn,
      agreedTerm: true,
      remindedUntil: [],
      notice: { channel: upTo(6, 1) === 0 ? 'letter' : 'email', on: noticeOn },
      creditor: {
        termsCleared: true,
        canReclaimVat: upTo(7, 1) === 0,
        outsourced: upTo(8, 1) === 0,
        // A Belgian consumer owes interest only where the contract names it.
        ...(country === 'BE' && { damages: { flat: 2_000, rate: 1_000 }, interestRate: 850 }),
      },
      payments: Array.from({ length: paid }, (_, turn) => ({
        on: plusDays(dueOn, 45 + turn * 550 + upTo(9 + turn, 540)),
        cents: 1 + upTo(12 + turn, Math.floor(principal / 3)),
      })),
      on: plusDays(anniversary(noticeOn, 5), 25),
    };
    yield { country, asked };
  }
}

/** A number that looks like chance, from 0, always the same for the same input. */
function scatter(number: number): number {
  let mixed = Math.imul(number + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
