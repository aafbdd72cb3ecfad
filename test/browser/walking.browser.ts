import { parseHTML } from 'linkedom';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openDebtorsPage } from './debtor.ts';
import { openBrowser } from './open-browser.ts';
import { goTo, placesOn } from './places.ts';

const origin = inject('origin');
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  page = await browser.newPage();
});
afterEach(async () => {
  await page.close();
});

describe('links', () => {
  it('lead from every kind of page to pages that are there', async () => {
    const places = (await placesOn(origin)).filter(({ name }) => !/not-found|unknown|nothing/.test(name));
    const known = new Map<string, number>();
    for (const place of places) {
      const { name } = place;
      await goTo(page, origin, place);
      const { document } = parseHTML(await page.content());
      for (const link of document.querySelectorAll('a[href], iframe[src], object[data], link[href]')) {
        const to = link.getAttribute('href') ?? link.getAttribute('src') ?? link.getAttribute('data') ?? '';
        if (/^(data|tel|mailto):/.test(to)) continue;
        if (to.startsWith('#')) {
          expect(document.querySelector(`[id="${to.slice(1)}"]`), `${name}: ${to}`).not.toBeNull();
          continue;
        }
        const { origin: host, pathname, search } = new URL(to, page.url());
        expect(host, `${name}: ${to}`).toBe(origin);
        const address = pathname + search;
        if (!known.has(address)) {
          const headers = { cookie: place.cookie ?? '' };
          known.set(address, (await fetch(`${origin}${address}`, { headers })).status);
        }
        expect(known.get(address), `${name}: ${to}`).toBe(200);
      }
    }
    expect(known.size).toBeGreaterThan(100);
  });

  it('load nothing that the policy of contents forbids', async () => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4(04|22)/.test(message.text()))
        complaints.push(message.text());
    });
    for (const place of await placesOn(origin)) await goTo(page, origin, place);
    expect(complaints).toEqual([]);
  });

  it('lead from an overview to a case, from the case to a message, and back', async () => {
    await page.goto(origin);
    const outcomes = page.locator('figure', { hasText: 'are settled' });
    await outcomes.getByText('The same figures as a table').click();
    await outcomes.getByRole('link', { name: 'Settled', exact: true }).click();
    await page.locator('tbody th a').first().click();
    const title = await page.locator('h1').textContent();
    await page.locator('.timeline').getByRole('link').first().click();
    await page.getByRole('link', { name: 'Its case' }).click();
    expect(await page.locator('h1').textContent()).toBe(title);
  });

  it('lead from an e-mail to the page of the debtor, in a window that is not bound as the frame is', async () => {
    await page.goto(`${origin}/outbox?channel=email&step=first-reminder`);
    await page.locator('tbody th a').first().click();
    const opens = page.waitForEvent('popup');
    await page.frameLocator('iframe').locator('a[href*="/p/"]').first().click();
    const opened = await opens;
    await opened.waitForLoadState();
    expect(opened.url()).toMatch(/\/p\/[0-9a-z]{16}-1\.\d[0-9a-z]{16}$/);
    expect(await opened.evaluate('self.origin')).toBe(origin);
    await opened.close();
  });
});

describe('a visitor', () => {
  it('pays from an e-mail in the outbox: the payment is in the timeline, and nobody asks any more', async () => {
    const { path } = await openDebtorsPage(origin, ['pay']);
    const id = /^\/p\/([0-9a-z]{16}-\d+)\./.exec(path)?.[1] ?? '';
    await page.goto(`${origin}/cases/${id}`);
    // The last thing that was written to this debtor, which asks for money.
    await page
      .locator('.timeline')
      .getByRole('link', { name: /costs added/ })
      .last()
      .click();
    const opens = page.waitForEvent('popup');
    await page.frameLocator('iframe').locator('a[href*="/p/"]').first().click();
    const debtor = await opens;
    const demonstration = await debtor.locator('.demonstration').textContent();
    await debtor.locator('#f-answer').fill(/person is (.+)\./.exec(demonstration ?? '')?.[1] ?? '');
    await debtor.locator('main form button').click();
    const open = await debtor.locator('.amount strong').textContent();
    await debtor.locator('main a.button').first().click();
    await debtor.locator('input[value=all]').check();
    await debtor.locator('main form button').click();
    await debtor.getByRole('button', { name: 'Pay', exact: true }).click();
    await debtor.locator('.notice.good', { hasText: open ?? '' }).waitFor();
    expect(debtor.url()).toContain(`${origin}/p/${id}.`);
    await debtor.close();

    const cents = (text: string | null) => (text ?? '').replace(/\D/g, '');
    await page.goto(`${origin}/cases/${id}`);
    const paid = page.locator('.timeline .entry', { hasText: /^\S*\s*Paid: / }).last();
    expect(cents(/Paid: €([\d.,]+)/.exec((await paid.textContent()) ?? '')?.[1] ?? '')).toBe(cents(open));
    const sent = async () =>
      await page.locator('.timeline').getByRole('link', { name: 'Read it' }).allTextContents();
    const before = await sent();
    await page.getByRole('button', { name: 'Let 30 days pass' }).click();
    await page.getByRole('heading', { name: '30 days have passed' }).waitFor({ timeout: 60_000 });
    await page.goto(`${origin}/cases/${id}`);
    expect(await page.locator('.figures').first().textContent()).toContain('Settled');
    // Thanks, and nothing else.
    const since = (await sent()).slice(before.length);
    expect(since.filter((one) => !one.includes('thanks'))).toEqual([]);
    expect((await sent()).filter((one) => one.includes('thanks'))).toHaveLength(1);
  });
});

describe('the clock', () => {
  const today = async () => await page.locator('header time').getAttribute('datetime');

  it('is turned from any page, tells what happened, and leads back', async () => {
    await page.goto(`${origin}/cases?outcome=waiting`);
    const before = (await today()) ?? '';
    await page.getByRole('button', { name: 'Let one day pass' }).click();
    await page.getByRole('heading', { name: 'One day has passed' }).waitFor();
    expect(Date.parse((await today()) ?? '') - Date.parse(before)).toBe(86_400_000);
    await page.getByRole('link', { name: 'Back to where you were' }).click();
    expect(page.url()).toBe(`${origin}/cases?outcome=waiting`);
  });

  it('lets thirty days pass, showing how far it is, with no hand on the page', async () => {
    await page.goto(`${origin}/clock`);
    const before = (await today()) ?? '';
    await page.getByRole('button', { name: 'Let 30 days pass' }).click();
    await page.getByRole('heading', { name: '30 days have passed' }).waitFor({ timeout: 60_000 });
    expect(Date.parse((await today()) ?? '') - Date.parse(before)).toBe(30 * 86_400_000);
    expect(await page.locator('.facts').textContent()).toMatch(/Payments\d/);
  });

  it('is not turned by a foreign page', async () => {
    await page.goto(`${origin}/clock`);
    const before = await today();
    // A page of another origin, with a form that looks like ours.
    await page.route('http://elsewhere.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${origin}/clock"><button name="days" value="7">Win</button></form>`,
      }),
    );
    await page.goto('http://elsewhere.example/');
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'Not from there' }).waitFor();
    await page.goto(`${origin}/clock`);
    expect(await today()).toBe(before);
  });
});
