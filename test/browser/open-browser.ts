import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** Opens a browser without a window. It looks nothing up: everything it is shown is on this computer. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium here: node test/browser/install-chromium.ts');
  return await chromium.launch({
    executablePath,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Letters without coloured edges: pictures of them are smaller, and the same everywhere.
      '--disable-lcd-text',
    ],
  });
}
