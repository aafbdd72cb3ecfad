import * as z from 'zod/mini';
import { Moment } from '../calendar/moment.ts';
import { replay } from '../event/deliver.ts';
import { EventType } from '../event/event-type.ts';
import { hookKeys } from '../event/sign.ts';
import type { Delivery } from '../ports.ts';
import { notFound } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { After, Limit } from './words.ts';

const State = z.enum(['waiting', 'delivered', 'dead']);

const Shown = z.strictObject({
  delivery: z.string().check(z.describe('The `webhook-id` of each of its tries.')),
  state: State,
  at: Moment,
  event: z
    .looseObject({ type: EventType, timestamp: Moment })
    .check(z.describe('What was told, or is to be told.')),
  tries: z
    .array(z.strictObject({ at: Moment, status: z.union([z.int(), z.string()]) }))
    .check(z.describe('Each try: the status of its answer, or the name of what went wrong.')),
});

function shown({ id, state, at, body, tries }: Delivery) {
  return { delivery: id, state, at, event: JSON.parse(body), tries };
}

/** What a creditor's system was told, or could not be told. */
export const deliveryRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/webhook/keys',
    group: 'Webhooks',
    summary: 'Read the keys with which our webhooks can be verified',
    statuses: { 200: 'Any one of them is enough; the first is the newest.' },
    output: z.strictObject({ keys: z.array(z.string()) }),
    handle: async ({ ports, creditor }) => ({
      status: 200,
      body: { keys: hookKeys(ports.secrets.hooks, creditor) },
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/deliveries',
    group: 'Webhooks',
    summary: 'List what your system was told, or could not be told',
    query: z.strictObject({ state: z.optional(State), after: After, limit: Limit }),
    statuses: { 200: 'Deliveries, the newest first.' },
    output: z.strictObject({ deliveries: z.array(Shown), next: z.optional(z.string()) }),
    handle: async ({ ports, creditor, query: { state, after, limit } }) => {
      const { deliveries, next } = await ports.deliveries.of(creditor, {
        limit,
        ...(state && { state }),
        ...(after && { after }),
      });
      return { status: 200, body: { deliveries: deliveries.map(shown), ...(next && { next }) } };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/deliveries/{delivery}/replay',
    group: 'Webhooks',
    summary: 'Send a delivery again, in whatever state it is',
    params: z.strictObject({ delivery: z.string().check(z.maxLength(100)) }),
    statuses: { 202: 'It is sent again at once, with the same id, and tried as often as the first time.' },
    output: Shown,
    handle: async ({ ports, creditor, params }) => {
      const delivery = await replay(ports, creditor, params.delivery);
      return delivery ? { status: 202, body: shown(delivery) } : { problem: notFound };
    },
  }),
];
