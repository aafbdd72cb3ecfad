import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { apiRoutes } from './api.ts';
import { casePage } from './case.ts';
import { casesPage } from './cases.ts';
import { clockPage, turn } from './clock.ts';
import { debtorRoutes, FORM_BYTES } from './debtor.ts';
import type { Desk } from './desk.ts';
import { exportFiles } from './exports.ts';
import { type Html, page } from './frame.ts';
import { onlyThisComputer, quietHeaders } from './guard.ts';
import { emailResponse, letterResponse, messagePage } from './message.ts';
import { outboxOf } from './outbox.ts';
import { overviewOf } from './overview.ts';
import { scoreRoomOf } from './score-room.ts';

const stylesheet = readFileSync(new URL('style.css', import.meta.url), 'utf8');

/** Everything that is served on this computer. */
export function siteOn(desk: Desk): Hono {
  const app = new Hono();
  app.use(quietHeaders, onlyThisComputer);
  // Before what guards forms: its requests are signed, and come from no form.
  app.route('/', apiRoutes(desk.live));
  app.use(csrf());

  const overview = overviewOf(desk);
  const outbox = outboxOf(desk);
  const scoreRoom = scoreRoomOf(desk);
  app.get('/style.css', (c) => c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/', async (c) => c.html(await overview()));
  app.get('/cases', async (c) => c.html(await casesPage(desk, c.req.query())));
  app.get('/cases/:id', async (c) => {
    const found = await casePage(desk, c.req.param('id'), c.req.query('all') !== undefined);
    return found ? c.html(found) : c.notFound();
  });
  app.get('/outbox', async (c) => c.html(await outbox(c.req.query())));
  app.get('/outbox/:contact', async (c) => {
    const found = await messagePage(desk, c.req.param('contact'));
    return found ? c.html(found) : c.notFound();
  });
  app.get(
    '/outbox/:contact/email',
    async (c) => (await emailResponse(desk, c, c.req.param('contact'))) ?? c.notFound(),
  );
  app.get(
    '/outbox/:contact/letter.pdf',
    async (c) => (await letterResponse(desk, c, c.req.param('contact'))) ?? c.notFound(),
  );
  app.get('/score', async (c) => c.html(await scoreRoom()));
  app.get('/clock', (c) => c.html(clockPage(desk, c.req.query())));
  app.post('/clock', bodyLimit({ maxSize: FORM_BYTES }), (c) => turn(desk, c));

  app.route('/', exportFiles(desk.live));
  // The debtor's page, the pretend bank and the webhook that it tells.
  app.route('/', debtorRoutes(desk.live));

  app.notFound((c) => c.html(sorry(desk, 404), 404));
  app.onError((error, c) => {
    const status = error instanceof HTTPException ? error.status : 500;
    if (status === 500) {
      // The name of an error holds no personal data; its text may.
      console.error(`500: ${error.name}`);
      if (process.env.AMICABLE_DEBUG) console.error(error);
    }
    return c.html(sorry(desk, status), status);
  });
  return app;
}

const reasons: Record<number, [title: string, text: string]> = {
  400: ['That cannot be done', 'What was asked does not fit. Go back and try again.'],
  403: ['Not from there', 'This page answers only to this computer and its own forms.'],
  404: ['There is nothing here', 'The address may be mistyped, or it belongs to another run.'],
};

function sorry(desk: Desk, status: number): Html {
  const [title, text] = reasons[status] ?? [
    'Something went wrong',
    'Nothing was lost: what is written stays written.',
  ];
  return page(desk, {
    title,
    here: '/',
    body: html`<p>${text}</p><p class="back"><a href="/">Go to the overview</a></p>`,
  });
}
