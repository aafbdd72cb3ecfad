import * as z from 'zod/mini';
import { Day } from '../calendar/moment.ts';
import { pauseCase } from '../case/pause.ts';
import { today } from '../law/of-case.ts';
import { packFor } from '../law/packs.ts';
import { CaseView, viewCase } from './case-view.ts';
import { ownCase } from './own-case.ts';
import { conflict, invalid, notFound } from './problem.ts';
import { type Call, defineRoute, type Route, type Told } from './route.ts';
import { CaseId, Reason } from './words.ts';

const params = z.strictObject({ case: CaseId });
const statuses = { 200: 'Done, now or before. The case as it stands now.' };

/** Pauses: while one lasts nobody is asked. */
export const holdingRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/cases/{case}/pause',
    group: 'Holding',
    summary: 'Ask nobody until a day has passed',
    params,
    body: z.strictObject({
      until: Day.check(z.describe('Last day of the pause.')),
      reason: Reason,
    }),
    statuses,
    output: CaseView,
    problems: [409],
    handle: async ({ body: { until, reason }, ...call }) => await hold(call, until, reason),
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/{case}/resume',
    group: 'Holding',
    summary: 'End a pause now',
    params,
    body: z.strictObject({ reason: Reason }),
    statuses,
    output: CaseView,
    problems: [409],
    handle: async ({ body: { reason }, ...call }) => await hold(call, undefined, reason),
  }),
];

async function hold(
  { ports, creditor, params, id }: Omit<Call<{ case: string }>, 'body'>,
  until: Day | undefined,
  reason: string,
): Promise<Told<CaseView>> {
  const c = await ownCase(ports, creditor, params.case);
  if (!c) return { problem: notFound };
  if (until && until < today(packFor(c.country), ports.clock.now()))
    return { problem: invalid([{ pointer: '#/until', message: 'The pause would have ended already.' }]) };
  const { entries } = await pauseCase(ports, { case: c.id, id, until, reason });
  // Nothing written, now or in an earlier try: only a closed case does that.
  if (entries.length === 0) return { problem: conflict('The case is closed: nobody is asked.') };
  return await viewCase(ports, creditor, c.id);
}
