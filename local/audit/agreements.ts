import type { Day } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import { purposeOf } from '../../core/case/words.ts';
import type { Books } from './books.ts';
import { dayOf, later } from './calendar.ts';
import type { Contacts } from './contacts.ts';
import type { Report } from './rules.ts';

/** Days on which a plan ran, `[from, to)`; without `to` it runs still. */
interface PlanDays {
  plan: string;
  from: Day;
  to?: Day;
}

/** Checks that what was agreed with a debtor, a settlement or a plan, is kept by the creditor. */
export interface Agreements {
  read(entry: Entry): void;
}

export function readAgreements(report: Report, books: Books, contacts: Contacts): Agreements {
  const settled = new Set<string>();
  const noticed = new Set<string>();
  const plans = new Map<string, EntryOf<'plan-agreed'>['instalments']>();
  const planDays: PlanDays[] = [];

  function running(): PlanDays | undefined {
    const last = planDays.at(-1);
    return last && last.to === undefined ? last : undefined;
  }

  function checkNotice(seq: number, written: EntryOf<'contact-written'> | undefined): void {
    if (!written || noticed.has(written.contact)) return;
    const isNotice = purposeOf[written.step] === 'notice' || written.notice !== undefined;
    const claims = written.notice?.claims ?? (written.stated ?? []).map((stated) => stated.claim);
    if (!isNotice || !claims.some((claim) => settled.has(claim))) return;
    noticed.add(written.contact);
    report(seq, 'added-after-settlement', 'notice');
  }

  /** Interest booked ahead, before anybody knew that there would be a plan, is not judged here. */
  function checkInterest(entry: EntryOf<'interest-charged'>): void {
    if (settled.has(entry.claim)) report(entry.seq, 'added-after-settlement', 'interest');
    const within = planDays.find(({ from, to = entry.to }) => {
      const end = to < entry.to ? to : entry.to;
      return later(from, entry.from) < end;
    });
    if (within) report(entry.seq, 'interest-during-plan', `${within.from} to ${within.to ?? 'now'}`);
  }

  function checkMissed(entry: EntryOf<'instalment-missed'>): void {
    const on = plans.get(entry.plan)?.[entry.instalment - 1]?.on;
    // The whole of its day is the debtor's. What no plan has was never due.
    if (on !== undefined && dayOf(entry.at) > on) return;
    report(entry.seq, 'missed-before-due', on ?? `no instalment ${entry.instalment}`);
  }

  return {
    read(entry) {
      if (contacts.isCommitment(entry)) checkNotice(entry.seq, contacts.get(entry.contact)?.written);
      switch (entry.kind) {
        case 'settlement-accepted':
          for (const claim of books.claims.keys()) settled.add(claim);
          break;
        case 'contact-written':
          checkNotice(entry.seq, entry);
          break;
        case 'costs-charged':
          if (entry.shares.some(({ claim }) => settled.has(claim))) {
            report(entry.seq, 'added-after-settlement', 'costs');
          }
          break;
        case 'interest-charged':
          checkInterest(entry);
          break;
        case 'plan-agreed': {
          plans.set(entry.plan, entry.instalments);
          const before = running();
          // A plan that replaces another goes on where that one was.
          if (before) before.plan = entry.plan;
          else planDays.push({ plan: entry.plan, from: entry.on ?? dayOf(entry.at) });
          break;
        }
        case 'plan-broken':
        case 'plan-completed': {
          const now = running();
          if (now?.plan === entry.plan) now.to = entry.on ?? dayOf(entry.at);
          break;
        }
        case 'instalment-missed':
          checkMissed(entry);
          break;
      }
    },
  };
}
