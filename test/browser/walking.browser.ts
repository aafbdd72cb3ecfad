import { parseHTML } from 'linkedom';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { placesOn } from './places.ts';

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

/** Links into the debtor's page work when it is there: see the tests of that page. */
const elsewhere = /^\/(p|bank)\//;

describe('links', () => {
  it('lead from every kind of page to pages that are there', async () => {
    const places = (await placesOn(origin)).filter(({ name }) => name !== 'not-found');
    const known = new Map<string, number>();
    for (const { name, path } of places) {
      const { document } = parseHTML(await (await fetch(`${origin}${path}`)).text());
      for (const link of document.querySelectorAll('a[href], iframe[src], object[data], link[href]')) {
        const to = link.getAttribute('href') ?? link.getAttribute('src') ?? link.getAttribute('data') ?? '';
        if (to.startsWith('data:')) continue;
        if (to.startsWith('#')) {
          expect(document.querySelector(`[id="${to.slice(1)}"]`), `${name}: ${to}`).not.toBeNull();
          continue;
        }
        const { origin: host, pathname, search } = new URL(to, origin);
        expect(host, `${name}: ${to}`).toBe(origin);
        if (elsewhere.test(pathname)) continue;
        const address = pathname + search;
        if (!known.has(address)) known.set(address, (await fetch(`${origin}${address}`)).status);
        expect(known.get(address), `${name}: ${to}`).toBe(200);
      }
    }
    expect(known.size).toBeGreaterThan(100);
  });

  it('load nothing that the policy of contents forbids', async () => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
    });
    for (const { path } of await placesOn(origin)) await page.goto(`${origin}${path}`);
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
    expect(opened.url()).toMatch(/\/p\/[0-9a-z]{16}-1\.[0-9a-z]{16}$/);
    expect(await opened.evaluate('self.origin')).toBe(origin);
    await opened.close();
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
