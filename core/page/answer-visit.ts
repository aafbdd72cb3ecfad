import { dayAt, type Moment, plusDays } from '../calendar/moment.ts';
import { contextOf } from '../case/context.ts';
import { fold } from '../case/fold.ts';
import { caseOfPayLink, paymentReference } from '../case/ids.ts';
import { Language } from '../case/words.ts';
import { today } from '../law/of-case.ts';
import { senderOf } from '../message/compose.ts';
import type { Ports } from '../ports.ts';
import { takeReply } from '../reply/take.ts';
import { accountOf } from './account.ts';
import type { Content, Overview, Page, Question } from './page.ts';
import { type Said, saidBy } from './said.ts';
import { isRight, MOST_TRIES, questionFor } from './second-question.ts';
import { mayLook, sessionCookie } from './session.ts';
import { standingOf } from './standing.ts';
import { showForm, takeForm } from './take-form.ts';
import { doneAt, type PageReply, type PageRequest, shown, type Visit } from './visit.ts';
import { formId, one, waysOf } from './ways.ts';
import { whyOf } from './why.ts';

/** Days for which a closed case still shows its statement. */
const SHOWN_DAYS = 90;

/**
 * Answers a visit. Before the second question is answered nothing about a person is shown, and nothing is changed but
 * two things: whoever the message reached by mistake can say so, and whoever got a mail can stop them. A GET changes nothing: mail scanners open links.
 */
export async function answerVisit(ports: Ports, request: PageRequest): Promise<PageReply> {
  const [link = '', way = '', ...more] = request.path.split('/');
  const found = more.length === 0 ? await find(ports, link) : undefined;
  const chosen = Language.safeParse(request.query.lang);
  if (!found) {
    // The same page for links that were never ours and for people who were erased.
    const language = chosen.data ?? 'nl';
    return {
      status: 404,
      page: { language, chosen: chosen.success, at: '/p', content: { page: 'unknown' } },
    };
  }
  const { c, items, to, ctx } = found;
  const now = ports.clock.now();
  const language = chosen.data ?? c.language;
  const other = language !== c.language;
  const at = `/p/${link}`;
  const page = (content: Content): Page => ({
    language,
    chosen: other,
    at,
    from: senderOf(ctx.creditor),
    country: ctx.pack.country,
    reference: paymentReference(c.id, ctx.creditor),
    content,
  });
  const carried = other ? `?lang=${language}` : '';
  const day = today(ctx.pack, now);
  const mine: Visit = { ports, request, c, items, ctx, to, now, day, way, at, carried, page };
  try {
    return await answer(mine);
  } catch (error) {
    const failed = error instanceof Error ? error.name : 'Error';
    // Somebody changed the case all the time: a moment later it works.
    const status = failed === 'JournalBusy' ? 503 : 500;
    return { status, failed, page: page({ page: 'broken' }) };
  }
}

/** The case behind a link, with its person: nothing for links we did not make and for people who were erased. */
async function find(ports: Ports, link: string) {
  const id = caseOfPayLink(ports.secrets.links, link);
  if (!id) return undefined;
  const items = await ports.journal.read(id);
  const c = fold(items);
  const to = c && !c.erased ? await ports.people.get(c.person) : undefined;
  return c && to ? { c, items, to, ctx: await contextOf(ports, c) } : undefined;
}

async function answer(visit: Visit): Promise<PageReply> {
  const { c, request, way, page, now, ctx } = visit;
  const zone = ctx.pack.zone;
  const post = request.method === 'POST';
  // Also long after a case was closed: the same person may have another.
  if (post && one(request.fields, 'List-Unsubscribe') === 'One-Click') return await stopMails(visit);
  const shownUntil = c.closed && plusDays(dayAt(c.closed.at, zone), SHOWN_DAYS);
  if (shownUntil && visit.day > shownUntil && c.credit === 0) {
    return { status: 200, page: page({ page: 'ended', handedOver: c.closed?.outcome === 'handed-over' }) };
  }
  const { links } = visit.ports.secrets;
  const https = request.origin.startsWith('https:');
  const cookie = sessionCookie(links, c.id, now, https);
  if (way === 'not-me') return post ? await sayNotMe(visit) : shown(visit, { page: 'not-me' });
  if (post && one(request.fields, 'do') === 'answer') return await hearAnswer(visit, cookie);
  if (!mayLook(links, c.id, now, https, request.cookie)) return ask(visit, post ? 'away' : undefined);
  if (way === 'why') {
    const why = whyOf(visit);
    return { cookie, ...(why ? shown(visit, why) : { status: 303, to: visit.at + visit.carried }) };
  }
  if (way === 'groups' && post) return { cookie, ...(await objectToGroups(visit)) };
  if (way !== '') return { cookie, ...(await (post ? takeForm(visit) : showForm(visit))) };
  return { cookie, ...(post ? { status: 303, to: visit.at + visit.carried } : await overview(visit)) };
}

/** The second question, with what was wrong. */
function ask(visit: Visit, problem?: Question['problem']): PageReply {
  const status = { empty: 422, wrong: 403, locked: 429, away: 403 };
  const said = saidOf(visit, notMeId(visit));
  return shown(
    visit,
    {
      page: 'question',
      asks: questionFor(visit.to),
      to: visit.way ? `/${visit.way}` : '',
      closed: visit.c.closed !== undefined,
      ...(problem && { problem }),
      ...(said && { said }),
    },
    problem ? status[problem] : 200,
  );
}

/** Hears the answer to the second question. A try is counted before it is looked at, so that none is free. */
async function hearAnswer(visit: Visit, cookie: string): Promise<PageReply> {
  const { ports, c, day, to, request } = visit;
  const given = one(request.fields, 'answer');
  if (given === '') return ask(visit, 'empty');
  const name = `${c.id} ${day}`;
  if ((await ports.tries.add(name)) > MOST_TRIES) return ask(visit, 'locked');
  if (!isRight(ports.secrets.links[0].secret, to, given)) return ask(visit, 'wrong');
  await ports.tries.takeBack(name);
  return { status: 303, to: `${visit.at}${visit.way ? `/${visit.way}` : ''}${visit.carried}`, cookie };
}

/** Heard once until a person has decided: nobody who only has the link can fill a journal. */
function notMeId({ ports, c }: Visit): string {
  const decided = [...c.tasks.values()].filter(({ what, closed }) => what === 'report' && closed).length;
  return formId(ports.secrets.ids, c.id, `not-me ${decided}`, 'wrong-person');
}

async function sayNotMe(visit: Visit): Promise<PageReply> {
  const id = notMeId(visit);
  await takeReply(visit.ports, {
    case: visit.c.id,
    id,
    channel: 'page',
    reaction: { what: 'wrong-person' },
  });
  return { status: 303, to: doneAt(visit, id) };
}

/**
 * RFC 8058: somebody pressed the button of their mail program. It sends no cookie and follows no redirect. Whoever has
 * the link can do no more with it than stop our mails, and that once.
 */
async function stopMails(visit: Visit): Promise<PageReply> {
  const { ports, c, ctx } = visit;
  if (!ctx.person.optedOut.has('email')) {
    await takeReply(ports, {
      case: c.id,
      id: formId(ports.secrets.ids, c.id, String(c.seq), 'one-click'),
      channel: 'email',
      reaction: { what: 'opt-out', channel: 'email' },
    });
  }
  return ask(visit);
}

/** Whoever objects needs one click, and the page shows from then on that it is so. */
async function objectToGroups(visit: Visit): Promise<{ status: 303; to: string }> {
  const { ports, c } = visit;
  const id = formId(ports.secrets.ids, c.id, '', 'object-to-groups');
  await takeReply(ports, { case: c.id, id, channel: 'page', reaction: { what: 'object-to-groups' } });
  return { status: 303, to: visit.at + visit.carried };
}

function saidOf(visit: Visit, only?: string): Said | undefined {
  const id = visit.request.query.done ?? '';
  return only === undefined || id === only ? saidBy(visit.c, visit.items, id) : undefined;
}

async function overview(visit: Visit): Promise<{ status: number; page: Page }> {
  const { c, ctx, day, items } = visit;
  const on = (moment: Moment) => dayAt(moment, ctx.pack.zone);
  const said = saidOf(visit);
  const payment = await paymentOf(visit);
  const byMap = ctx.creditor.communication?.mode === 'attribute';
  return shown(visit, {
    page: 'overview',
    account: accountOf(
      c,
      items.flatMap(({ entries }) => entries),
      on,
    ),
    standing: standingOf(c, day, on),
    ways: waysOf(c, ctx, day),
    scored: c.score !== undefined,
    ...(said && { said }),
    ...(byMap && { objection: ctx.person.objectsToGroups ? 'made' : 'open' }),
    ...(payment && { payment }),
  });
}

/** What came of the payment from which somebody comes back; nothing for a payment of another case. */
async function paymentOf({ ports, request, c }: Visit): Promise<Overview['payment']> {
  const id = request.query.payment;
  const begun = id ? await ports.payments.find(id) : undefined;
  if (begun?.case !== c.id) return undefined;
  const booked = c.payments.get(begun.payment);
  // Taken back since: the list of payments says so, and nobody is thanked.
  if (booked?.reversed) return undefined;
  return { state: booked ? 'booked' : begun.state, cents: begun.cents };
}
