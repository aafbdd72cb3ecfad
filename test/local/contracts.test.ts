import { openDatabase } from '../../adapters/local/database.ts';
import { sqliteOutbox } from '../../adapters/local/tables.ts';
import { localWeb } from '../../adapters/local/web.ts';
import { plusSeconds } from '../../core/calendar/moment.ts';
import type { Written } from '../../core/ports.ts';
import { type Call, createLaptop, laptopBank } from '../../local/laptop.ts';
import { payingAt } from '../adapters/psp/pay.ts';
import { busContract } from '../contracts/bus.ts';
import { type Arrived, channelsContract } from '../contracts/channels.ts';
import { clockContract } from '../contracts/clock.ts';
import { type Asked, machinesContract } from '../contracts/machines.ts';
import { paymentsContract } from '../contracts/payments.ts';
import { schedulesContract } from '../contracts/schedules.ts';
import { secretsContract } from '../contracts/secrets.ts';
import { webContract } from '../contracts/web.ts';
import { writerContract } from '../contracts/writer.ts';

const START = '2026-01-05T09:00:00Z';

/** The laptop's own ports, and functions that do nothing but answer. */
function makeLaptop(answer: (call: Call) => Promise<unknown> = async () => ({})) {
  const calls: Call[] = [];
  const laptop = createLaptop(openDatabase(':memory:'), START, 'at-the-end', async (call) => {
    calls.push(call);
    return await answer(call);
  });
  const inputs = async <T>(name: string) =>
    calls.filter((call) => call.name === name).map((call) => call.input as T);
  return { laptop, ports: laptop.ports, inputs };
}

schedulesContract(async () => {
  const { laptop, ports, inputs } = makeLaptop();
  return {
    schedules: ports.schedules,
    now: laptop.now,
    // What is due at a moment is done when it has come.
    until: (moment) => laptop.advance(plusSeconds(moment, 1)),
    called: inputs,
  };
});

busContract(async () => {
  const { ports, inputs } = makeLaptop();
  return { bus: ports.bus, heard: (listener) => inputs<Written>(listener) };
});

machinesContract(async (ask) => {
  const { laptop, ports } = makeLaptop(async ({ input }) => await ask(input as Asked));
  const pass = async (seconds: number) => await laptop.advance(plusSeconds(laptop.now(), seconds));
  return { machines: ports.machines, settle: () => pass(0), pass };
});

channelsContract(async () => {
  const arrived: Arrived[] = [];
  const channels = sqliteOutbox(
    openDatabase(':memory:'),
    () => START,
    ({ channel, contact, to }) => {
      const letter = to.postalHeldByCreditor ? 'at-creditor' : to.postal?.street;
      const address = { email: to.email, sms: to.phone, letter }[channel] ?? 'nowhere';
      arrived.push({ channel, to: address, ...(channel !== 'sms' && { contact }) });
    },
  );
  return { channels, arrived: async () => arrived };
});

webContract((port) => ({ web: localWeb, url: `http://127.0.0.1:${port}/hook` }));

writerContract(async () => makeLaptop().ports.writer);

clockContract(async () => {
  const { laptop, ports } = makeLaptop();
  return { clock: ports.clock, pass: () => laptop.advance(plusSeconds(laptop.now(), 1)) };
});

secretsContract(async () => makeLaptop().ports.secrets);

paymentsContract(async () => payingAt(laptopBank(openDatabase(':memory:'), () => '2026-01-06T09:00:00Z')));
