import type { Command } from 'commander';
import { type ReminderAsked, reminderCeiling } from '../../core/law/be-reminders.ts';
import { WrongUse } from '../stored.ts';
import { decimal, type LawFlags, readAmount, readCount, readDayOrToday, readPack } from './flags.ts';
import { type Asked, question, type Reply, reply } from './question.ts';

interface Flags extends LawFlags {
  delivery: string;
  dueDate: string;
  reminder: string;
  postage: string;
  on?: string;
}

const deliveries: readonly ReminderAsked['delivery'][] = ['once', 'regular', 'telecom'];

/** Adds the command `law reminder`. */
export function addReminder(law: Command, asked: Asked): void {
  question(law, 'reminder', 'Belgium: the most that a reminder to a consumer may cost')
    .option('--delivery <kind>', `what is delivered: ${deliveries.join(', ')}`, 'once')
    .option('--due-date <n>', 'which unpaid due date of the calendar year it is about', '1')
    .option('--reminder <n>', 'which reminder about that due date it is', '1')
    .option('--postage <amount>', 'postage of the day', '0')
    .option('--on <date>', 'day of the reminder (default: today)')
    .action(asked<Flags>(reminder));
}

function reminder(flags: Flags): Reply {
  const { country } = readPack(flags);
  if (country !== 'BE') {
    throw new WrongUse('What a reminder may cost is written down for Belgium alone: give --pack be.');
  }
  const delivery = deliveries.find((one) => one === flags.delivery);
  if (delivery === undefined) {
    throw new WrongUse(`--delivery ${flags.delivery}: give one of ${deliveries.join(', ')}.`);
  }
  const answer = reminderCeiling(
    {
      delivery,
      dueDate: readCount('--due-date', flags.dueDate),
      reminder: readCount('--reminder', flags.reminder),
      postage: readAmount('--postage', flags.postage),
    },
    readDayOrToday('--on', flags.on),
  );
  return reply({ ceiling: decimal(answer.value) }, answer);
}
