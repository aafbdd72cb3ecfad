import { dayAt, momentOn, plusDays, plusSeconds } from '../../core/calendar/moment.ts';
import { load } from '../../core/case/change.ts';
import { type Channel, collects } from '../../core/case/words.ts';
import { outstanding } from '../../core/message/blocked.ts';
import type { Message } from '../../core/message/message.ts';
import type { Reaction } from '../../core/reply/reaction.ts';
import type { Place } from '../laptop.ts';
import { between, chance, pick } from './chance.ts';
import { acts, CANNOT, spareOf, type Traits, traitsOf } from './traits.ts';

/** What waits on the agenda for the debtors. */
export type DebtorEvent =
  | {
      who: 'debtor';
      does: 'feedback';
      case: string;
      contact: string;
      what: 'delivered' | 'bounced' | 'returned' | 'opened';
    }
  | { who: 'debtor'; does: 'react'; case: string; id: string; channel: Channel | 'phone'; reaction: Reaction }
  | { who: 'debtor'; does: 'pay'; case: string; id: string; cents: number };

const ZONE = 'Europe/Amsterdam';
const DAY = 86_400;

/** Simulated debtors: they get messages, and after a while they do something, or nothing. */
export function simulatedDebtors(place: Place, seed: number) {
  return { received, due };

  function received(message: Message): void {
    const traits = traitsOf(seed, message.to.reference);
    const failed = traits.badAddress.has(message.channel);
    feedback(message, failed);
    if (failed) return;
    // The post takes two days; the rest is there at once.
    const readAt = plusSeconds(place.now(), message.channel === 'letter' ? 2 * DAY : 0);
    if (collects(message.purpose)) considerAsk(message, traits, readAt);
    else followThrough(message, traits);
  }

  function feedback(message: Message, failed: boolean): void {
    const tell = (seconds: number, what: 'delivered' | 'bounced' | 'returned' | 'opened') =>
      place.later(plusSeconds(place.now(), seconds), {
        who: 'debtor',
        does: 'feedback',
        case: message.case,
        contact: message.contact,
        what,
      } satisfies DebtorEvent);
    if (message.channel === 'letter') {
      if (failed) tell(5 * DAY, 'returned');
      return;
    }
    tell(90, failed ? 'bounced' : 'delivered');
    if (!failed && message.channel === 'email' && chance(seed, message.contact, 'opened') < 0.6)
      tell(5_400, 'opened');
  }

  /** Somebody was asked to pay: what they do about it, and when. */
  function considerAsk(message: Message, traits: Traits, readAt: string): void {
    const roll = (about: string) => chance(seed, message.contact, about);
    const liked = message.channel === traits.prefers ? 0.15 : 0;
    if (roll('noticed') > traits.memory + liked) return;
    if (roll('acts') > acts(traits)) return;
    const asked = message.asked ?? message.totals.outstanding;
    if (asked === 0) return;
    const act = reactionTo(message, traits, asked, roll);
    if (!act) return;
    const days = between(0, message.plan ? 1 : 6, roll('delay'));
    const at = momentOn(plusDays(dayAt(readAt, ZONE), days), between(8 * 60, 22 * 60, roll('hour')), ZONE);
    const when = at > readAt ? at : plusSeconds(readAt, 3_600);
    if ('pay' in act) {
      pay(when, message.case, `${message.contact}-pay`, act.pay);
      // Some people pay twice, and get it back.
      if (roll('pays twice') < 0.01)
        pay(plusSeconds(when, 2 * DAY), message.case, `${message.contact}-pay-again`, act.pay);
      return;
    }
    place.later(when, {
      who: 'debtor',
      does: 'react',
      case: message.case,
      id: `${message.contact}-reply`,
      channel: message.channel,
      reaction: act,
    } satisfies DebtorEvent);
  }

  function reactionTo(
    message: Message,
    traits: Traits,
    asked: number,
    roll: (about: string) => number,
  ): Reaction | { pay: number } | undefined {
    // Whoever has a plan pays by the plan; only a missed instalment needs a word.
    if (message.step === 'instalment-reminder') return undefined;
    switch (traits.special) {
      case 'silent':
        return undefined;
      case 'wrong-person':
        return { what: 'wrong-person' };
      case 'deceased':
        return { what: 'circumstance', circumstance: 'deceased' };
      case 'insolvent':
        return { what: 'circumstance', circumstance: 'insolvent' };
      case 'disputes':
        if (!/-k[3-9]|-k\d\d/.test(message.contact))
          return { what: 'dispute', claims: [], ground: 'wrong-amount' };
        break;
      case 'had-paid':
        if (/-k[1-2]$/.test(message.contact)) return { what: 'already-paid' };
        break;
    }
    const whim = roll('whim');
    if (whim < 0.02) return { what: 'information' };
    if (whim < 0.03) return { what: 'opt-out', channel: message.channel };
    if (whim < 0.036) return { what: 'complaint' };
    if (message.plan) return traits.means > CANNOT || roll('scrapes') < 0.7 ? { pay: asked } : undefined;

    // What a month leaves, against what is asked.
    const room = spareOf(traits);
    if (room >= asked) {
      return pick<Reaction | { pay: number }>(roll('can'), [
        [0.83, { pay: asked }],
        [0.07, promise(roll)],
        [0.04, message.step === 'direct-debit-offer' ? { what: 'direct-debit' } : { pay: asked }],
        [0.06, { pay: Math.max(1, asked - 100) }],
      ]);
    }
    const months = Math.max(2, Math.ceil(asked / Math.max(1_500, room * 0.6)));
    if (traits.means < CANNOT) {
      return pick<Reaction | { pay: number } | undefined>(roll('cannot'), [
        [0.55, { what: 'hardship' }],
        [0.25, { what: 'plan', months: Math.min(24, months) }],
        [0.2, undefined],
      ]);
    }
    return pick<Reaction | { pay: number }>(roll('partly'), [
      [message.step === 'plan-offer' ? 0.75 : 0.45, { what: 'plan', months: Math.min(18, months) }],
      [0.15, { pay: Math.max(500, Math.round(asked * 0.4)) }],
      [0.2, promise(roll)],
      [1, { pay: asked }],
    ]);
  }

  function promise(roll: (about: string) => number): Reaction {
    return {
      what: 'promise',
      payOn: plusDays(dayAt(place.now(), ZONE), between(8, 21, roll('promised day'))),
    };
  }

  /** An arrangement was confirmed: it is kept, or not, as means and memory allow. */
  function followThrough(message: Message, traits: Traits): void {
    const roll = (about: string) => chance(seed, message.contact, about);
    const keeps = 0.55 + 0.25 * traits.willingness + 0.2 * Math.min(1, traits.means);
    const due = message.expectedOn ?? message.plan?.instalments[0]?.on;
    if (
      !due ||
      (message.step !== 'promise-noted' &&
        message.step !== 'direct-debit-noted' &&
        message.step !== 'plan-agreed')
    )
      return;
    if (message.step === 'plan-agreed') {
      for (const [index, instalment] of (message.plan?.instalments ?? []).entries()) {
        if (chance(seed, message.contact, 'instalment', index) > keeps) continue;
        const at = momentOn(instalment.on, between(8 * 60, 20 * 60, roll('hour')), ZONE);
        pay(at, message.case, `${message.contact}-instalment-${index + 1}`, instalment.cents);
      }
      return;
    }
    const kept = message.step === 'direct-debit-noted' ? 0.95 : keeps;
    if (roll('kept') > kept) return;
    pay(
      momentOn(due, 11 * 60, ZONE),
      message.case,
      `${message.contact}-kept`,
      message.asked ?? message.totals.outstanding,
    );
  }

  function pay(at: string, id: string, payment: string, cents: number): void {
    if (cents <= 0) return;
    place.later(at, { who: 'debtor', does: 'pay', case: id, id: payment, cents } satisfies DebtorEvent);
  }

  async function due(event: DebtorEvent): Promise<void> {
    switch (event.does) {
      case 'feedback':
        await place.invoke('channel-feedback', {
          case: event.case,
          contact: event.contact,
          id: `${event.contact}-${event.what}`,
          what: event.what,
        });
        return;
      case 'react':
        await place.invoke('receive-reaction', {
          case: event.case,
          id: event.id,
          channel: event.channel,
          reaction: event.reaction,
        });
        return;
      case 'pay': {
        // People look at what is open before they pay; the odd one out paid twice on purpose, above.
        const c = await load(place.ports.journal, event.case);
        const open = outstanding(c);
        const again = event.id.endsWith('-again');
        if ((c.closed || open === 0) && !again) return;
        await place.invoke('receive-payment', {
          case: event.case,
          payment: event.id,
          cents: again ? event.cents : Math.min(event.cents, open),
          on: dayAt(place.now(), ZONE),
        });
        return;
      }
    }
  }
}
