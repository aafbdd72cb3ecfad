import * as z from 'zod/mini';
import { Day } from '../calendar/moment.ts';
import { Creditor } from '../creditor/creditor.ts';
import { today } from '../law/of-case.ts';
import { packFor } from '../law/packs.ts';
import { invalid } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const Stopped = z.strictObject({
  stopped: z.boolean().check(z.describe('True while nothing is sent: by your order, or ours for everybody.')),
});

const Books = z.strictObject({
  through: z
    .optional(Day)
    .check(z.describe('The day through which all payments were told; absent: never said.')),
});

/** The creditor's policy, its stop order, and how far its books were told. */
export const policyRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/creditor',
    group: 'Policy',
    summary: 'Read your policy',
    statuses: { 200: 'The policy that holds now.' },
    output: Creditor,
    problems: [409],
    handle: async ({ ports, creditor }) => ({ status: 200, body: await ports.creditors.get(creditor) }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/creditor',
    group: 'Policy',
    summary: 'Set your policy, as a whole',
    body: Creditor,
    statuses: { 200: 'The policy that holds from now on, with what was left to its defaults.' },
    output: Creditor,
    handle: async ({ ports, creditor, body }) => {
      if (body.id !== creditor)
        return {
          problem: invalid([{ pointer: '#/id', message: 'This is not the id of the key that signed.' }]),
        };
      await ports.creditors.put(body);
      return { status: 200, body };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/stop',
    group: 'Policy',
    summary: 'Read whether a stop order stands',
    statuses: { 200: 'Whether anything is sent.' },
    output: Stopped,
    handle: async ({ ports, creditor }) => ({
      status: 200,
      body: { stopped: await ports.creditors.stopped(creditor) },
    }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/stop',
    group: 'Policy',
    summary: 'Stop everything that would be sent for you, at once',
    statuses: { 200: 'Nothing is sent any more; what is due waits.' },
    output: Stopped,
    handle: async ({ ports, creditor }) => {
      await ports.creditors.stop(creditor, true);
      return { status: 200, body: { stopped: true } };
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/stop',
    group: 'Policy',
    summary: 'Lift your stop order',
    statuses: { 200: 'Your order is lifted; whether anything is sent.' },
    output: Stopped,
    handle: async ({ ports, creditor }) => {
      await ports.creditors.stop(creditor, false);
      return { status: 200, body: { stopped: await ports.creditors.stopped(creditor) } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/books',
    group: 'Policy',
    summary: 'Read through which day you have told all payments',
    statuses: { 200: 'The day that you said last.' },
    output: Books,
    handle: async ({ ports, creditor }) => {
      const through = await ports.creditors.booksThrough(creditor);
      return { status: 200, body: { ...(through && { through }) } };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/books',
    group: 'Policy',
    summary: 'Say through which day you have told all payments',
    body: z.strictObject({
      through: Day.check(
        z.describe(
          'A day that is over. An earlier one than before puts right what was not so. It counts where your policy has `books: told`.',
        ),
      ),
    }),
    statuses: { 200: 'Noted.' },
    output: Books,
    problems: [409],
    handle: async ({ ports, creditor, body: { through } }) => {
      const { country } = await ports.creditors.get(creditor);
      // Whatever comes in today can still be told tomorrow.
      if (through >= today(packFor(country), ports.clock.now()))
        return { problem: invalid([{ pointer: '#/through', message: 'This day is not over yet.' }]) };
      await ports.creditors.noteBooks(creditor, through);
      return { status: 200, body: { through } };
    },
  }),
];
