import { beforeEach, describe, expect, it } from 'vitest';
import { dayOfLaptop } from '../../../local/days.ts';
import { clockPage } from '../../../local/page/clock.ts';
import { nothingYet } from '../../../local/page/happened.ts';
import { passingOn } from '../../../local/page/passing.ts';
import { keepReadings } from '../../../local/page/readings.ts';
import { wakeRun } from '../../../local/page/serve.ts';
import { auditDatabase } from '../../../local/run.ts';
import { type MadeSite, makeSite, ORIGIN } from './made-site.ts';

let site: MadeSite;
beforeEach(async () => {
  site = await makeSite(15, 10);
});

const today = () => dayOfLaptop(site.desk.live.laptop);

describe('letting days pass', () => {
  it('moves the clock, does what falls due, tells what happened and offers the way back', async () => {
    expect(today()).toBe('2026-01-15');
    const before = auditDatabase(site.db, site.desk.live.laptop.now()).totals;
    const response = await site.send('/clock', { days: '7', back: '/cases?outcome=waiting' });
    expect(response.status).toBe(303);
    expect(today()).toBe('2026-01-22');
    const { violations, totals } = auditDatabase(site.db, site.desk.live.laptop.now());
    expect(violations).toEqual([]);

    const { document, text } = await site.look(response.headers.get('location') ?? '');
    expect(document.querySelector('h1')?.textContent).toBe('7 days have passed');
    expect(text).toContain('Thursday 15 January 2026 to Wednesday 21 January 2026');
    const sent = (of: typeof totals) => of.contacts.email + of.contacts.sms + of.contacts.letter;
    expect(sent(totals)).toBeGreaterThan(sent(before));
    expect(document.querySelector('.facts')?.textContent).toContain(`${sent(totals) - sent(before)}: `);
    const settled =
      totals.cases - (totals.outcomes.waiting ?? 0) - (before.cases - (before.outcomes.waiting ?? 0));
    expect(document.querySelectorAll('[aria-label="Cases that ended"] tbody tr')).toHaveLength(settled);
    expect(document.querySelector('.back a')?.getAttribute('href')).toBe('/cases?outcome=waiting');
  });

  it('is one queue with all other changes: who comes second waits their turn, and nobody is left out', async () => {
    const week = site.desk.passing.pass(7);
    const change = site.desk.live.act(async () => today());
    const days = [site.send('/clock', { days: '1' }), site.send('/clock', { days: '1' })];
    expect(await change).toBe('2026-01-22');
    await Promise.all([week, ...days]);
    expect(today()).toBe('2026-01-24');
    expect(auditDatabase(site.db, site.desk.live.laptop.now()).violations).toEqual([]);
  });

  it('answers others meanwhile', async () => {
    const passing = site.desk.passing.pass(30);
    const seen = new Set<string>();
    let done = false;
    void passing.then(() => {
      done = true;
    });
    while (!done) {
      const { document } = await site.look('/cases');
      seen.add(document.querySelector('header time')?.getAttribute('datetime') ?? '');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(seen.size).toBeGreaterThan(3);
    expect(today()).toBe('2026-02-14');
  });

  it.each(['0', '2', '-7', '365', 'many', ''])('%j days are not offered', async (days) => {
    expect((await site.send('/clock', { days })).status).toBe(400);
    expect(today()).toBe('2026-01-15');
  });

  it('takes no more than a form can be', async () => {
    expect((await site.send('/clock', { days: '1', back: `/${'a'.repeat(30_000)}` })).status).toBe(413);
    expect(today()).toBe('2026-01-15');
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\t/elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ])('never leads back to %s', async (back) => {
    const response = await site.send('/clock', { days: '1', back });
    expect(response.headers.get('location')).toBe('/clock');
    const { document } = await site.look(`/clock?back=${encodeURIComponent(back)}`);
    expect(document.querySelector('main .back')).toBeNull();
  });

  it('shows how far it is while it lasts, looking again each second, unless it is to keep still', async () => {
    const stretch = { from: '2026-01-15', days: 30, done: 12, happened: nothingYet(site.db) };
    const desk = {
      ...site.desk,
      passing: { ...site.desk.passing, running: () => stretch, waiting: () => 7 },
    };
    const page = String(await clockPage(desk, { back: '/cases' }));
    expect(page).toContain('<progress id="passed" value="12" max="30">');
    expect(page).toContain('<meta http-equiv="refresh" content="1">');
    expect(page).toContain('Then 7 more');
    expect(String(await clockPage(desk, { back: '/cases', still: '1' }))).not.toContain(
      'http-equiv="refresh"',
    );
  });

  it('tells when something broke, without saying whose, and takes the next who asks', async () => {
    const { live } = site.desk;
    const laptop = { ...live.laptop, advance: () => Promise.reject(new TypeError('Anna de Vries')) };
    const passing = passingOn({ ...live, laptop }, async () => {});
    const told: unknown[] = [];
    const log = console.error;
    console.error = (...words) => void told.push(...words);
    await passing.pass(7);
    console.error = log;
    expect(told).toEqual(['Days did not pass: TypeError']);
    const page = String(await clockPage({ ...site.desk, passing }, {}));
    expect(page).toContain('0 days have passed, then something broke');
    expect(page).not.toContain('Anna');
    expect(await live.act(async () => 'next')).toBe('next');
  });

  it('ends after the day it is at when the server is stopped', async () => {
    const passing = site.desk.passing.pass(30);
    await new Promise((resolve) => setTimeout(resolve, 20));
    site.desk.passing.stop();
    await passing;
    expect(today() < '2026-02-14').toBe(true);
    expect(site.desk.passing.last()?.ended).toBe('stopped');
    await site.desk.passing.pass(1);
    expect(auditDatabase(site.db, site.desk.live.laptop.now()).violations).toEqual([]);
  });
});

describe('the readings', () => {
  it('are the same object until something is appended, and then the same as read anew', async () => {
    const first = await site.desk.readings();
    expect(await site.desk.readings()).toBe(first);
    await site.desk.passing.pass(7);
    const second = await site.desk.readings();
    expect(second).not.toBe(first);
    const anew = await keepReadings(wakeRun(site.db, ORIGIN)).read();
    const byId = (cases: typeof second.cases) => [...cases].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(second.cases)).toEqual(byId(anew.cases));
    expect(second.totals).toEqual(anew.totals);
  });
});
