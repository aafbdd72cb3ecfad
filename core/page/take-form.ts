import { paymentReference } from '../case/ids.ts';
import type { Reaction } from '../reply/reaction.ts';
import { takeReply } from '../reply/take.ts';
import type { FieldProblem, Page } from './page.ts';
import { previewPlan } from './plan-preview.ts';
import { saidBy } from './said.ts';
import { doneAt, shown, type Visit } from './visit.ts';
import {
  factsOf,
  formId,
  isWay,
  one,
  readPayment,
  readPlan,
  readReaction,
  type Way,
  waysOf,
} from './ways.ts';

/** Loaded only where somebody wants to pay in parts. */
const paying = () => import('./plans-for.ts');

type Reply = { status: number; page: Page } | { status: 303; to: string };

/** Shows a form, or leads back to the page where there is no such form now. */
export async function showForm(visit: Visit): Promise<Reply> {
  const { way, c, ctx, day } = visit;
  return isWay(way) && waysOf(c, ctx, day).includes(way) ? await formPage(visit, way) : back(visit);
}

/** Takes a form: what is wrong with it is shown beside it, and what it says happens once, however often it is sent. */
export async function takeForm(visit: Visit): Promise<Reply> {
  const { way, c, ctx, day, request, now } = visit;
  if (!isWay(way)) return back(visit);
  if (way === 'pay' || way === 'plan') {
    // The page was shown before the case ended: it says now that nothing is open.
    if (!waysOf(c, ctx, day).includes(way)) return back(visit);
    return way === 'pay' ? await beginPayment(visit) : await takePlan(visit);
  }
  const form = readReaction(way, request.fields, factsOf(c, ctx, now));
  return 'problems' in form ? await formPage(visit, way, form.problems) : await say(visit, form.read);
}

function back(visit: Visit): Reply {
  return { status: 303, to: visit.at + visit.carried };
}

async function formPage(visit: Visit, way: Way, problems: readonly FieldProblem[] = []): Promise<Reply> {
  const { c, ctx, now, request } = visit;
  const { transfersOnly } = visit.ports.payments;
  const plans = way === 'plan' && (await (await paying()).plansFor(visit));
  return shown(
    visit,
    {
      page: 'form',
      way,
      token: String(c.seq),
      typed: request.fields,
      problems,
      facts: { ...factsOf(c, ctx, now), ...(transfersOnly && { transfersOnly }) },
      ...(plans && { plans }),
    },
    problems.length > 0 ? 422 : 200,
  );
}

/** Lets the case know what the form says, and leads to the page that tells what came of it. */
async function say(visit: Visit, reaction: Reaction): Promise<Reply> {
  const { ports, c } = visit;
  const id = idOf(visit, reaction);
  await takeReply(ports, { case: c.id, id, channel: 'page', reaction });
  return { status: 303, to: doneAt(visit, id) };
}

function idOf({ ports, c, request }: Visit, says: unknown): string {
  return formId(ports.secrets.ids, c.id, one(request.fields, 'token'), says);
}

/** A plan is shown first, to the day and the cent; it is asked for when the visitor agrees to what was shown. */
async function takePlan(visit: Visit): Promise<Reply> {
  const { c, ctx, now, request } = visit;
  const does = one(request.fields, 'do');
  // They want plans for what they told, and none yet.
  if (does === 'propose' || does === 'withdraw-means') {
    const { problems, ...changed } = await (await paying()).takeMeans(visit, does);
    return await formPage({ ...visit, ...changed }, 'plan', problems);
  }
  const form = readPlan(request.fields, factsOf(c, ctx, now));
  if ('problems' in form) return await formPage(visit, 'plan', form.problems);
  const agrees = does === 'agree';
  const reaction: Reaction = { what: 'plan', ...form.read };
  const id = idOf(visit, reaction);
  // Sent a second time: what was agreed is told, not taken for a change of the amounts.
  if (agrees && saidBy(c, visit.items, id)) return { status: 303, to: doneAt(visit, id) };
  const preview = await previewPlan(c, ctx, now, form.read);
  const changed = agrees && one(request.fields, 'shown') !== preview.shown;
  if (agrees && !changed) return await say(visit, reaction);
  return shown(visit, { page: 'plan-preview', token: String(c.seq), changed, ...preview });
}

/** Leads to the provider's page. Nothing is booked here: that is done by what the provider tells afterwards. */
async function beginPayment(visit: Visit): Promise<Reply> {
  const { ports, c, ctx, day, now, request } = visit;
  if (ports.payments.transfersOnly) return await formPage(visit, 'pay');
  const form = readPayment(request.fields, factsOf(c, ctx, now));
  if ('problems' in form) return await formPage(visit, 'pay', form.problems);
  const id = idOf(visit, { pay: form.read });
  const reference = paymentReference(c.id, ctx.creditor);
  const { url } = await ports.payments.begin({
    id,
    case: c.id,
    cents: form.read,
    currency: c.currency,
    shownOn: day,
    reference,
    description: `${ctx.creditor.brand} ${reference}`,
    to: ctx.creditor.account.name,
    returnTo: `${request.origin}${visit.at}?payment=${id}${visit.carried.replace('?', '&')}`,
  });
  return { status: 303, to: url };
}
