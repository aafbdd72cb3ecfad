import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './open-browser.ts';
import { goTo, letAWeekPass, placesOn } from './places.ts';
import { serveExample } from './serve-example.ts';

/** Writes a picture of every page to docs/screenshots, as on a phone and as on a desk. */

/** Pictures are cut here: what is below says no more of how a page looks, and files stay small. */
const views = [
  { width: 320, height: 900 },
  { width: 1280, height: 800 },
];
/** Tried in tests, but their pictures would look like others. */
const alike = new Set([
  'cases-found',
  'cases-none',
  'case-whole',
  'debtor-account',
  'debtor-information',
  'debtor-complaint',
  'bank-nothing',
]);
const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

mkdirSync(folder, { recursive: true });
const { origin, stop } = await serveExample();
const browser = await openBrowser();
try {
  await letAWeekPass(origin);
  for (const place of await placesOn(origin)) {
    const { name } = place;
    if (alike.has(name)) continue;
    for (const viewport of views) {
      const page = await browser.newPage({ viewport });
      await goTo(page, origin, place);
      // A PDF is drawn by the browser itself, which tells nobody when it has.
      if (name === 'letter') await page.waitForTimeout(2_000);
      await page.screenshot({ path: `${folder}${name}-${viewport.width}.png` });
      await page.close();
    }
  }
} finally {
  await browser.close();
  await stop();
}
