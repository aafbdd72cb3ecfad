import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { goTo, letAWeekPass, type Place, placesOn } from './places.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const origin = inject('origin');
let browser: Browser;
let places: Place[];

beforeAll(async () => {
  browser = await openBrowser();
  await letAWeekPass(origin);
  places = await placesOn(origin);
});
afterAll(async () => {
  await browser.close();
});

interface Found {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe says against a page. Frames are left out: what is in them is a message, not ours. */
async function against(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate<Found[]>(
    'axe.run(document, { iframes: false }).then(({ violations }) => violations)',
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it.each([320, 1280])('at %i pixels: nothing scrolls sideways, and axe finds nothing', async (width) => {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme,
      // axe is a script, and our pages allow none.
      bypassCSP: true,
    });
    const page = await context.newPage();
    for (const place of places) {
      const { name } = place;
      await goTo(page, origin, place);
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(width);
      // Folded parts are looked at too.
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      expect(
        await page.evaluate('document.documentElement.scrollWidth'),
        `${name}, unfolded`,
      ).toBeLessThanOrEqual(width);
      expect(await against(page), name).toEqual([]);
    }
    await context.close();
  });
});

/** Plots that a page shows, at one width. */
function plotsOn(path: string): number {
  if (path === '/') return 6;
  if (path === '/score') return 2;
  return path.startsWith('/cases/') ? 1 : 0;
}

describe('with the keyboard alone', () => {
  it('everything that can be used is reached, and one sees where one is', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    for (const place of places) {
      const { name } = place;
      await goTo(page, origin, place);
      // Of several radio buttons one is a stop, the chosen one or the first; the arrows lead to the others.
      const wanted = await page.evaluate<number>(`[...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
        .filter((one) => one.checkVisibility())
        .filter((one) => one.type !== 'radio' || one === (document.querySelector('[name="' + one.name + '"]:checked')
          ?? document.querySelector('[name="' + one.name + '"]')))
        .map((one, index) => one.setAttribute('data-try', index)).length`);
      const reached = new Set<string>();
      // A field for a day has a stop for each of its parts.
      for (let step = 0; step < wanted + 8 && reached.size < wanted; step++) {
        await page.keyboard.press('Tab');
        const [which, seen] = await page.evaluate<[string | null, boolean]>(`(() => {
          const one = document.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(one);
          return [one.getAttribute('data-try'), outlineStyle !== 'none' && outlineWidth !== '0px'];
        })()`);
        if (which === null) continue;
        reached.add(which);
        expect(seen, `${name}: focus is seen on ${which}`).toBe(true);
      }
      expect(reached.size, name).toBe(wanted);
    }
    await page.close();
  });

  it('the first stop leads past the head of the page', async () => {
    const page = await browser.newPage();
    await page.goto(`${origin}/cases`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
    await page.close();
  });
});

describe('without JavaScript', () => {
  it('every page says what it has to say', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    for (const place of places) {
      const { name, path } = place;
      await goTo(page, origin, place);
      expect(await page.locator('h1').isVisible(), name).toBe(true);
      expect((await page.locator('main').textContent())?.length, name).toBeGreaterThan(40);
      expect(await page.locator('svg.plot:visible').count(), name).toBe(plotsOn(path));
    }
    await context.close();
  });

  it('cases are found with the form', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/cases`);
    await page.getByLabel('Outcome').selectOption('settled');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('settled');
    expect(await page.getByText('of 196').count()).toBe(1);
    await context.close();
  });
});
