import { beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../../core/case/entry.ts';
import { auditDatabase } from '../../../local/run.ts';
import { quiet, tellEntry } from '../../../local/story.ts';
import { euros } from '../../../local/words.ts';
import { EVIL, type MadeSite, makeSite, ORIGIN, sentBy } from './made-site.ts';

let site: MadeSite;
let evil: string;

beforeAll(async () => {
  site = await makeSite();
  evil = (await site.desk.readings()).cases.find(({ invoices }) => invoices.includes(EVIL))?.id ?? '';
});

const texts = (nodes: Iterable<{ textContent: string | null }>) =>
  [...nodes].map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim());

describe('every page', () => {
  const paths = () => [
    '/',
    '/cases',
    `/cases/${evil}`,
    `/cases/${evil}?all=1`,
    '/outbox',
    ...['email', 'sms', 'letter'].map((channel) => `/outbox/${sentBy(site.db, channel)}`),
    '/score',
    '/clock',
    '/nowhere',
  ];

  it('has one title, a main part, and a way to it, and needs no script', async () => {
    for (const path of paths()) {
      const { document, text } = await site.look(path);
      expect(document.querySelectorAll('h1'), path).toHaveLength(1);
      expect(document.querySelector('a.skip')?.getAttribute('href'), path).toBe('#content');
      expect(document.querySelectorAll('main#content'), path).toHaveLength(1);
      expect(text, path).not.toMatch(/<script|javascript:| on\w+="| style="|<style/i);
    }
  });

  it('is kept nowhere, tells no other site where it was, and loads nothing from elsewhere', async () => {
    for (const path of [...paths(), '/style.css', `/outbox/${sentBy(site.db, 'email')}/email`]) {
      const { headers } = await site.app.request(`${ORIGIN}${path}`);
      expect(headers.get('cache-control'), path).toBe('no-store');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('content-security-policy'), path).toMatch(/^default-src 'none';/);
      expect(headers.get('content-security-policy'), path).not.toMatch(/https?:|script-src|\*/);
    }
  });

  it('names the day on which the clock stands', async () => {
    const { document } = await site.look('/cases');
    expect(document.querySelector('header time')?.textContent).toBe('Monday 9 February 2026');
  });
});

describe('who may ask', () => {
  it.each([
    ['another name that leads to this computer', 'http://rebound.example:8080/'],
    ['an address on the network', 'http://192.168.1.7:8080/cases'],
    ['a name that only begins like ours', 'http://localhost.example.com/'],
  ])('refuses %s', async (_, url) => {
    const response = await site.app.request(url);
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('Outstanding');
  });

  it('refuses a foreign Host also when the address looks like ours', async () => {
    const response = await site.app.request(`${ORIGIN}/`, { headers: { host: 'rebound.example' } });
    expect(response.status).toBe(403);
  });

  it.each([
    ['a foreign page', { origin: 'https://elsewhere.example' }],
    ['a foreign frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['nobody who says where from', {}],
  ])('takes no form from %s', async (_, headers) => {
    const before = site.desk.live.laptop.now();
    expect((await site.send('/clock', { days: '1' }, headers as Record<string, string>)).status).toBe(403);
    expect(site.desk.live.laptop.now()).toBe(before);
  });
});

describe('what somebody wrote is text and nothing else', () => {
  it('in the subject of an invoice', async () => {
    for (const path of [`/cases/${evil}`, `/cases?find=${EVIL}`, '/', '/outbox']) {
      expect((await site.look(path)).text).not.toContain('<script');
    }
    expect((await site.look(`/cases/${evil}`)).text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('in the name of a debtor', async () => {
    const { document } = await site.look(`/cases/${evil}`);
    const mails = [...document.querySelectorAll('.messages li')]
      .filter((li) => li.textContent?.includes('e-mail'))
      .map((li) => li.querySelector('a')?.getAttribute('href'));
    expect(mails.length).toBeGreaterThan(0);
    for (const mail of mails) {
      expect((await site.look(`${mail}`)).text).not.toContain('<img');
      const alone = await site.look(`${mail}/email`);
      expect(alone.text).not.toContain('<img src=x');
      expect(alone.text).toContain('&lt;img src=x');
    }
  });

  it('in what is looked for', async () => {
    const { text } = await site.look('/cases?find="><script>alert(1)</script>');
    expect(text).not.toContain('<script');
    expect(text).toContain('0 cases of');
  });
});

describe('what is not there', () => {
  it.each([
    '/nowhere',
    '/cases/0000000000000000-1',
    '/cases/%3Cscript%3E',
    '/outbox/0000000000000000-1-k1',
    '/outbox/0000000000000000-1-k1/email',
    '/outbox/0000000000000000-1-k1/letter.pdf',
  ])('%s: a page with a way out', async (path) => {
    const { status, document, text } = await site.look(path);
    expect(status).toBe(404);
    expect(document.querySelector('main a')?.getAttribute('href')).toBe('/');
    expect(text).not.toMatch(/at \S+ \(|node_modules|\.ts:/);
  });

  it('something that breaks tells neither its text nor where it broke', async () => {
    const told: unknown[] = [];
    const log = console.error;
    console.error = (...words) => void told.push(...words);
    try {
      const app = (await makeSite(1, 1)).app;
      app.get('/breaks', () => {
        throw new TypeError('Anna de Vries, anna@example.nl');
      });
      const response = await app.request(`${ORIGIN}/breaks`);
      expect(response.status).toBe(500);
      expect(await response.text()).not.toMatch(/Anna|anna@|\.ts/);
      expect(told).toEqual(['500: TypeError']);
    } finally {
      console.error = log;
    }
  });
});

describe('the overview', () => {
  it('says what the audit counts', async () => {
    const { totals } = auditDatabase(site.db, site.desk.live.laptop.now());
    const { document } = await site.look('/');
    const figures = Object.fromEntries(
      [...document.querySelectorAll('.figures > div')].map((div) => [
        div.querySelector('dt')?.textContent ?? '',
        div.querySelector('dd')?.firstChild?.textContent?.trim() ?? '',
      ]),
    );
    const { cents, contacts } = totals;
    const opened = (kind: string) =>
      site.db.get<{ number: number }>(
        "select count(*) as number from items, json_each(entries) where json_extract(value, '$.kind') = ?",
        kind,
      )?.number ?? 0;
    expect(figures).toEqual({
      Cases: String(totals.cases),
      Claims: String(totals.claims),
      Owed: euros(cents.principal + cents.interest + cents.costs),
      Paid: euros(cents.paid),
      Waived: euros(cents.waived),
      Outstanding: euros(cents.outstanding),
      'Messages sent': String(contacts.email + contacts.sms + contacts.letter),
      'Open tasks': String(opened('task-opened') - opened('task-closed')),
    });
    const states = [...document.querySelectorAll('[aria-label="Cases by outcome"] tbody tr')];
    expect(
      Object.fromEntries(
        states.map((row) => [
          new URL(row.querySelector('a')?.getAttribute('href') ?? '', ORIGIN).searchParams.get('outcome'),
          Number(row.querySelector('td')?.textContent),
        ]),
      ),
    ).toEqual(totals.outcomes);
  });

  it('draws each plot for narrow and for wide screens, with words, and its figures as a table', async () => {
    const { document } = await site.look('/');
    const figures = [...document.querySelectorAll('figure')];
    expect(figures).toHaveLength(6);
    for (const figure of figures) {
      expect(figure.querySelector('h2')?.textContent).toMatch(/\d/);
      for (const size of ['narrow', 'wide']) {
        const plot = figure.querySelector(`svg.${size}`);
        expect(plot?.getAttribute('role')).toBe('img');
        expect(plot?.getAttribute('aria-label')).toContain(figure.querySelector('h2')?.textContent);
      }
      expect(figure.querySelectorAll('details table tbody tr').length).toBeGreaterThan(0);
    }
  });

  it('adds up week by week to what was paid', async () => {
    const { document } = await site.look('/');
    const rows = [...document.querySelectorAll('[aria-label="Money so far"] tbody tr')];
    const { totals } = auditDatabase(site.db, site.desk.live.laptop.now());
    expect(rows.at(-1)?.querySelectorAll('td')[1]?.textContent).toBe(euros(totals.cents.paid));
  });
});

describe('the list of cases', () => {
  const ids = async (path: string) => texts((await site.look(path)).document.querySelectorAll('tbody th a'));

  it.each<[string, (one: { state: string; profile?: string; openTasks: string[] }) => boolean]>([
    ['outcome=waiting', ({ state }) => state === 'waiting'],
    ['outcome=settled', ({ state }) => state === 'settled'],
    ['profile=late-payer', ({ profile }) => profile === 'late-payer'],
    ['tasks=open', ({ openTasks }) => openTasks.length > 0],
  ])('%s shows those cases and no others', async (query, fits) => {
    const { cases } = await site.desk.readings();
    const expected = cases.filter(fits).map(({ id }) => id);
    expect((await ids(`/cases?${query}`)).sort()).toEqual(expected.sort());
  });

  it('finds a case by the beginning of its id or of an invoice, in capitals or not', async () => {
    expect(await ids(`/cases?find=${evil.slice(0, 6)}`)).toEqual([evil]);
    expect(await ids('/cases?find=evil')).toEqual([evil]);
  });

  it('shows what is expected soonest first', async () => {
    const { document } = await site.look('/cases');
    const order = texts(document.querySelectorAll('tbody th a'));
    const rows = site.db.all<{ stream: string }>(
      'select stream from lists where next is not null order by next, stream',
    );
    const soonest = rows.map(({ stream }) => stream);
    expect(soonest.length).toBeGreaterThan(3);
    expect(order.slice(0, soonest.length)).toEqual(soonest);
  });
});

describe('one case', () => {
  it('is told in the words of the story, its quiet entries left out unless asked for', async () => {
    const entries = (await site.desk.live.laptop.ports.journal.read(evil)).flatMap(
      ({ entries }): Entry[] => entries,
    );
    for (const [path, told] of [
      [`/cases/${evil}`, entries.filter(({ kind }) => !quiet.has(kind))],
      [`/cases/${evil}?all=1`, entries],
    ] as const) {
      const { document } = await site.look(path);
      const lines = texts(document.querySelectorAll('.entry > div > p')).map((line) =>
        line.replace(/ Read it: .*$/, ''),
      );
      expect(lines).toEqual(told.map((entry) => tellEntry(evil, entry).replace(/\s+/g, ' ')));
    }
  });

  it('shows each decision with its receipt: reason, inputs, rules with source and confidence', async () => {
    const { document } = await site.look(`/cases/${evil}`);
    const receipts = texts(document.querySelectorAll('.receipt')).join('\n');
    expect(receipts).toContain('days overdue: 65');
    expect(receipts).toMatch(/Model ?cold-start-1 [0-9a-f]{12}/);
    expect(receipts).toMatch(/nl\/contact-window, Bki art\. 4\.2; Stb\. 2024, 44 verified/);
    expect(receipts).toMatch(/: 100 %/);
  });

  it('holds nobody by name, address or number', async () => {
    for (const { id } of (await site.desk.readings()).cases.slice(0, 10)) {
      const { text } = await site.look(`/cases/${id}?all=1`);
      expect(text).not.toMatch(/@example|\+31|06\d{8}|straat|\d{4} [A-Z]{2}\b/);
    }
  });

  it('adds up: the lines of its statement are its sum', async () => {
    for (const { id, totals } of (await site.desk.readings()).cases.slice(0, 15)) {
      const { document } = await site.look(`/cases/${id}`);
      const region = document.querySelector('[aria-label="Lines of the statement"]');
      const column = (index: number) =>
        [...(region?.querySelectorAll('tbody tr') ?? [])]
          .map((row) => row.querySelectorAll('td')[index]?.textContent ?? '')
          .reduce((sum, text) => sum + Math.round(Number(text.replace(/[€,]/g, '') || 0) * 100), 0);
      expect(column(2)).toBe(totals.principal + totals.interest + totals.costs);
      expect(column(3)).toBe(totals.paid + totals.waived);
      expect(document.querySelector('.sum strong')?.textContent).toBe(
        `outstanding ${euros(totals.outstanding)}`,
      );
    }
  });
});
