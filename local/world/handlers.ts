import { dayAt, momentOn, plusDays, plusSeconds } from '../../core/calendar/moment.ts';
import type { Case, Task } from '../../core/case/case.ts';
import { load } from '../../core/case/change.ts';
import type { Ruling } from '../../core/case/decide.ts';
import type { PersonKind } from '../../core/case/words.ts';
import { handOverGate } from '../../core/law/hand-over.ts';
import { packOf } from '../../core/law/packs.ts';
import { outstanding } from '../../core/message/blocked.ts';
import type { Written } from '../../core/ports.ts';
import { handOverFrom } from '../../core/segment/hand-over-from.ts';
import type { Place } from '../laptop.ts';
import { between, chance, pick } from './chance.ts';

/** What waits on the agenda for the handlers. */
export interface HandlerEvent {
  who: 'handler';
  case: string;
  task: string;
}

type Sentence = Omit<Ruling, 'by'>;

const ZONE = 'Europe/Amsterdam';

/**
 * Simulated handlers: each task is closed after one to four days, in office hours.
 *
 * @param recorded true when the debtors replay recorded behaviour: then handlers let cases rest and decide nothing
 *   that would contradict what is recorded
 */
export function simulatedHandlers(place: Place, seed: number, recorded: boolean) {
  return { written, due };

  async function written(event: Written): Promise<void> {
    if (!event.kinds.includes('task-opened')) return;
    const c = await load(place.ports.journal, event.case);
    for (const task of c.tasks.values()) {
      if (task.closed || task.openedAt !== place.now()) continue;
      const roll = (about: string) => chance(seed, task.task, about);
      const day = plusDays(dayAt(place.now(), ZONE), between(1, 4, roll('days')));
      const at = momentOn(day, between(9 * 60, 16 * 60, roll('hour')), ZONE);
      place.later(at, { who: 'handler', case: event.case, task: task.task } satisfies HandlerEvent);
    }
  }

  async function due(event: HandlerEvent): Promise<void> {
    const c = await load(place.ports.journal, event.case);
    const task = c.tasks.get(event.task);
    if (!task || task.closed) return;
    const today = dayAt(place.now(), ZONE);
    const sentence = recorded ? letRest(task, today) : await decide(c, task, today);
    await place.invoke('close-task', {
      case: event.case,
      task: event.task,
      ruling: { by: 'simulated-handler', ...sentence },
    });
    if (!recorded && task.what === 'call' && sentence.decision === 'reached')
      afterCall(event.case, event.task);
  }

  function letRest(task: Task, today: string): Sentence {
    if (task.what === 'refund') return { decision: 'refunded' };
    if (task.what === 'call') return { decision: 'not-reached' };
    if (task.what === 'failure') return { decision: 'go-on' };
    return { decision: 'pause', until: plusDays(today, 30) };
  }

  /** Somebody who was reached by phone mostly arranges something. */
  function afterCall(id: string, task: string): void {
    const roll = (about: string) => chance(seed, task, about);
    const payOn = plusDays(dayAt(place.now(), ZONE), 12);
    const reaction = pick(roll('after the call'), [
      [0.35, { what: 'plan' as const, months: between(2, 6, roll('months')) }],
      [0.25, { what: 'promise' as const, payOn }],
      [0.2, { what: 'hardship' as const }],
      [1, undefined],
    ]);
    if (!reaction) return;
    const event = { who: 'debtor', does: 'react', case: id, id: `${task}-call`, channel: 'phone', reaction };
    place.later(plusSeconds(place.now(), 600), event);
  }

  async function decide(c: Case, task: Task, today: string): Promise<Sentence> {
    const roll = chance(seed, task.task, 'decision');
    const creditor = await place.ports.creditors.get(c.creditor);
    const { handOver } = creditor;
    const half = Math.ceil(outstanding(c) / 2);
    const plan = (months: number): Sentence => ({
      decision: 'agree-plan',
      months,
      firstOn: plusDays(today, 14),
    });
    const pause = (days: number): Sentence => ({ decision: 'pause', until: plusDays(today, days) });
    switch (task.what) {
      case 'dispute':
        return pick<Sentence>(roll, [
          [0.35, { decision: 'uphold' }],
          [0.1, { decision: 'withdraw' }],
          [1, { decision: 'reject' }],
        ]);
      case 'hardship':
        return pick<Sentence>(roll, [
          [0.3, pause(30)],
          [0.25, plan(12)],
          [0.15, { decision: 'refer-to-debt-help' }],
          [0.2, { decision: 'settle-for-less', keep: half }],
          [1, { decision: 'write-off' }],
        ]);
      case 'plan-request':
        return roll < 0.8
          ? plan(Math.min(18, Math.max(1, Number.parseInt(task.about ?? '', 10) || 12)))
          : { decision: 'go-on' };
      case 'payment-claim':
        return roll < 0.5 ? { decision: 'go-on' } : { decision: 'withdraw' };
      case 'report':
        return onReport(task.about);
      case 'unreachable':
        return pick<Sentence>(roll, [
          [0.4, { decision: 'write-off' }],
          [0.2, { decision: 'wrong-person' }],
          [1, pause(45)],
        ]);
      case 'not-worth-asking':
        return roll < 0.7 ? { decision: 'write-off' } : { decision: 'go-on' };
      case 'call':
        return { decision: roll < 0.6 ? 'reached' : 'not-reached' };
      case 'hand-over': {
        const to = handOver.to[0];
        const pack = packOf(creditor, c);
        const gate = handOverGate(c, creditor, pack, today).value;
        const soon = today < (handOverFrom(c, pack.zone) ?? today);
        const may = to !== undefined && outstanding(c) >= handOver.from && gate === undefined && !soon;
        const instead: Sentence = soon ? pause(30) : { decision: 'write-off' };
        return pick<Sentence>(roll, [
          [0.4, may ? { decision: 'approve-hand-over', to } : instead],
          [0.25, { decision: 'write-off' }],
          [0.15, { decision: 'settle-for-less', keep: half }],
          [1, pause(30)],
        ]);
      }
      case 'person-kind':
        return {
          decision: 'go-on',
          person: pick<PersonKind>(roll, [
            [0.7, 'consumer'],
            [0.1, 'natural-business'],
            [1, 'legal'],
          ]),
        };
      case 'limitation':
        return { decision: roll < 0.7 ? 'interrupt' : 'go-on' };
      case 'refund':
        return { decision: 'refunded' };
      case 'failure':
      case 'complaint':
      case 'information':
        return { decision: 'go-on' };
    }
  }

  function onReport(about: string | undefined): Sentence {
    if (about === 'wrong-person') return { decision: 'wrong-person' };
    if (about === 'deceased') return { decision: 'estate' };
    if (about === 'insolvent') return { decision: 'insolvency' };
    return { decision: 'refer-to-debt-help' };
  }
}
