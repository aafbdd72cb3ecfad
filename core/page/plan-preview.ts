import type { Case } from '../case/case.ts';
import { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import type { Instalment } from '../case/entry.ts';
import { keyedHash } from '../case/ids.ts';
import { today } from '../law/of-case.ts';
import { outstanding } from '../message/blocked.ts';
import { sum } from '../money/cents.ts';
import { byPerson, type PlanWish } from '../plan/schedule.ts';
import { react } from '../reply/reaction.ts';
import type { PlanPreview } from './page.ts';

/** The words of messages that are never sent. */
const noWriter: Context['writer'] = {
  choose: async ({ step }) => ({ variant: step, model: 'none', options: [] }),
};

/**
 * The plan that would be agreed if somebody asked for it now. It is decided by the same code that agrees it, in a
 * draft that is thrown away, so that what is shown is what comes, to the day and the cent.
 */
export async function previewPlan(
  c: Case,
  ctx: Context,
  now: string,
  wish: PlanWish,
): Promise<Omit<PlanPreview, 'page' | 'token' | 'changed'>> {
  const open = outstanding(c);
  const draft = new Draft(c.id, c, now > c.at ? now : c.at);
  await react(draft, { ...ctx, writer: noWriter }, 'preview', 'page', { what: 'plan', ...wish });
  const agreed = draft.entries.find((entry) => entry.kind === 'plan-agreed');
  const instalments = agreed?.instalments ?? byPerson(wish, open, today(ctx.pack, now));
  const cents = sum(instalments);
  return {
    ...wish,
    currency: c.currency,
    atOnce: agreed !== undefined,
    instalments,
    cents,
    interest: cents - open,
    shown: inAWord(agreed !== undefined, instalments),
  };
}

function inAWord(atOnce: boolean, instalments: readonly Instalment[]): string {
  const parts = instalments.map(({ on, cents }) => `${on} ${cents}`);
  return keyedHash('', 'plan-preview', [String(atOnce), ...parts], 16);
}
