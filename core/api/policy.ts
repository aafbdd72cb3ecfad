import * as z from 'zod';
import { Creditor } from '../creditor/creditor.ts';
import { invalid } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const Stopped = z.strictObject({
  stopped: z
    .boolean()
    .meta({ description: 'True while nothing is sent: by your order, or ours for everybody.' }),
});

/** The creditor's policy and its stop order. */
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
];
