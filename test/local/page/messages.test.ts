import { beforeAll, describe, expect, it } from 'vitest';
import { caseOfPayLink } from '../../../core/case/ids.ts';
import { laptopSecrets } from '../../../local/laptop.ts';
import { type MadeSite, makeSite, ORIGIN, sentBy } from './made-site.ts';

let site: MadeSite;
beforeAll(async () => {
  site = await makeSite(30, 30);
});

describe('the outbox', () => {
  it('shows all messages, newest first', async () => {
    const seen: string[] = [];
    for (let page = 1; ; page++) {
      const { document } = await site.look(`/outbox?page=${page}`);
      for (const link of document.querySelectorAll('tbody th a')) seen.push(link.getAttribute('href') ?? '');
      if (!document.querySelector('[rel=next]')) break;
    }
    const sent = site.db.all<{ contact: string; at: string }>('select contact, at from outbox');
    const moments = new Map(sent.map(({ contact, at }) => [`/outbox/${contact}`, at]));
    expect(seen).toHaveLength(sent.length);
    expect(new Set(seen).size).toBe(sent.length);
    const order = seen.map((path) => moments.get(path) ?? '');
    expect(order).toEqual([...order].sort().reverse());
  });

  it.each([
    ['channel=letter', 'letter'],
    ['step=first-reminder', 'First reminder'],
    ['channel=sms&step=first-reminder', 'text message'],
  ])('%s shows only those', async (query, word) => {
    const { document } = await site.look(`/outbox?${query}`);
    const rows = [...document.querySelectorAll('tbody tr')];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.textContent).toContain(word);
  });

  it('takes a page that does not exist as the nearest that does', async () => {
    const { document } = await site.look('/outbox?page=9999');
    expect(document.querySelector('.pager')?.textContent).toMatch(/Page (\d+) of \1/);
    expect((await site.look('/outbox?page=-1')).document.querySelector('.pager')?.textContent).toMatch(
      /Page 1 of/,
    );
  });
});

describe('a message as its reader sees it', () => {
  it('an e-mail stands in a frame without scripts, forms or its own origin', async () => {
    const mail = `/outbox/${sentBy(site.db, 'email')}`;
    const frame = (await site.look(mail)).document.querySelector('iframe');
    expect(frame?.getAttribute('src')).toBe(`${mail}/email`);
    expect(frame?.getAttribute('sandbox')).not.toMatch(/scripts|forms|same-origin/);
    const { headers } = await site.app.request(`${ORIGIN}${mail}/email`);
    expect(headers.get('content-security-policy')).toContain(`sandbox ${frame?.getAttribute('sandbox')}`);
  });

  it('its pay link leads to this server, out of the frame, and to its own case', async () => {
    const contact = sentBy(site.db, 'email');
    const { document } = await site.look(`/outbox/${contact}/email`);
    expect(document.querySelector('base')?.getAttribute('target')).toBe('_blank');
    const links = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
    const pay = links.find((link) => link.startsWith(`${ORIGIN}/p/`)) ?? '';
    expect(caseOfPayLink(laptopSecrets.links, pay.slice(`${ORIGIN}/p/`.length))).toBe(
      contact.replace(/-k\d+$/, ''),
    );
  });

  it('its pictures are inside the page', async () => {
    const mails = site.db.all<{ contact: string }>(
      "select contact from outbox where channel = 'email' limit 10",
    );
    const sources = [];
    for (const { contact } of mails) {
      const { document } = await site.look(`/outbox/${contact}/email`);
      for (const picture of document.querySelectorAll('img'))
        sources.push(picture.getAttribute('src')?.slice(0, 22));
    }
    expect(new Set(sources)).toEqual(new Set(['data:image/png;base64,']));
  });

  it('a text message is a bubble with the number of its parts', async () => {
    const { document } = await site.look(`/outbox/${sentBy(site.db, 'sms')}`);
    expect(document.querySelector('.bubble')?.textContent).toContain(`${ORIGIN}/p/`);
    expect(document.querySelector('.phone')?.textContent).toMatch(/\d+ characters, \d parts?/);
  });

  it('a letter is a PDF', async () => {
    const letter = `/outbox/${sentBy(site.db, 'letter')}`;
    expect(
      (await site.look(letter)).document.querySelector('main a[href$=".pdf"]')?.getAttribute('href'),
    ).toBe(`${letter}/letter.pdf`);
    const response = await site.app.request(`${ORIGIN}${letter}/letter.pdf`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('is shown in no other way than it was sent', async () => {
    expect((await site.look(`/outbox/${sentBy(site.db, 'sms')}/email`)).status).toBe(404);
    expect((await site.look(`/outbox/${sentBy(site.db, 'email')}/letter.pdf`)).status).toBe(404);
  });

  it('cannot be shown any more when its person was erased', async () => {
    const erased = await makeSite(3, 4);
    erased.db.run('delete from people');
    const { status, text } = await erased.look(`/outbox/${sentBy(erased.db, 'email')}`);
    expect(status).toBe(200);
    expect(text).toContain('was erased');
  });
});
