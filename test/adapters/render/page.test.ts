import { createHash } from 'node:crypto';
import scanner from 'jsqr';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { epcPayload } from '../../../adapters/render/epc-qr.ts';
import { renderPage } from '../../../adapters/render/page.ts';
import { Language } from '../../../core/case/words.ts';
import { everyPage, makeAccount, makeFacts, makeForm, makeOverview, makePage } from './make-page.ts';

const documentOf = async (page: Parameters<typeof renderPage>[0]) =>
  parseHTML((await renderPage(page)).html).document;

describe.each(Language.options)('Every page in %s', (language) => {
  test.each(everyPage(language))(
    '%s: is whole, has one heading, and every field a label',
    async (_, page) => {
      const { html } = await renderPage(page);
      const { document } = parseHTML(html);
      expect(document.documentElement.getAttribute('lang')).toBe(language);
      expect(document.querySelectorAll('h1')).toHaveLength(1);
      expect(document.querySelector('title')?.textContent).toContain(
        document.querySelector('h1')?.textContent,
      );
      expect(html).not.toMatch(/undefined|\[object|NaN|\{\{|\{%/);
      for (const field of document.querySelectorAll('input:not([type=hidden]), select')) {
        const named = field.closest('label') ?? document.querySelector(`label[for="${field.id}"]`);
        expect(named?.textContent?.trim()).toBeTruthy();
      }
      for (const choice of document.querySelectorAll('input[type=radio], input[type=checkbox]')) {
        expect(choice.closest('fieldset')?.querySelector('legend')?.textContent).toBeTruthy();
      }
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const link of document.querySelectorAll('a[href^="#"]')) {
        expect(ids).toContain(link.getAttribute('href')?.slice(1));
      }
      for (const described of document.querySelectorAll('[aria-describedby], [aria-labelledby]')) {
        const names = described.getAttribute('aria-describedby') ?? described.getAttribute('aria-labelledby');
        for (const id of (names ?? '').trim().split(/\s+/)) expect(ids).toContain(id);
      }
    },
  );

  test.each(everyPage(language))(
    '%s: needs no script, loads nothing, and says how to reach a person',
    async (_, page) => {
      const { html, styles } = await renderPage(page);
      expect(html).not.toMatch(/<script|\son[a-z]+=|<link|<img|<iframe|url\(|javascript:|\sstyle=/i);
      const sheets = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)];
      expect(sheets).toHaveLength(1);
      const hash = createHash('sha256')
        .update(sheets[0]?.[1] ?? '')
        .digest('base64');
      expect(styles).toBe(`'sha256-${hash}'`);
      if (page.from)
        expect(html).toMatch(/href="tel:0850001234"[\s\S]*href="mailto:hallo@vriendelijk\.example"/);
    },
  );

  test('all of it is light: no page is over 20 kB', async () => {
    for (const [, page] of everyPage(language)) {
      expect((await renderPage(page)).html.length).toBeLessThan(20_000);
    }
  });
});

test('a problem is told in the title, above the form, beside the field, and leads to it', async () => {
  const problems = [{ field: 'amount', problem: 'amount-too-high' as const }];
  const document = await documentOf(
    makePage(makeForm('pay', { problems, typed: { what: ['other'], amount: ['999'] } })),
  );
  expect(document.querySelector('title')?.textContent).toMatch(/^Let op: /);
  const [link] = document.querySelectorAll('[role=alert] a');
  expect(link?.textContent?.replace(/\u00A0/g, ' ')).toBe(
    'Welk bedrag? Dat is meer dan er open staat. Er staat € 213,56 open.',
  );
  expect(link?.getAttribute('href')).toBe('#f-amount');
  const field = document.querySelector('#f-amount');
  expect(field?.getAttribute('aria-invalid')).toBe('true');
  expect(field?.getAttribute('aria-describedby')).toBe('h-amount e-amount');
  expect(field?.getAttribute('value')).toBe('999');
  expect(document.querySelector('input[value=other]')?.hasAttribute('checked')).toBe(true);
});

test('the language that was chosen is carried on by every link and form, and can be left', async () => {
  const document = await documentOf(makePage(makeOverview(), 'en', { chosen: true }));
  const links = [...document.querySelectorAll('a[href^="/p/"]')].map((link) => link.getAttribute('href'));
  expect(links.length).toBeGreaterThan(10);
  for (const href of links) expect(href).toMatch(/\?lang=en$/);
  const others = [...document.querySelectorAll('.languages a')].map((other) => [
    other.getAttribute('href'),
    other.textContent,
    other.getAttribute('lang'),
  ]);
  expect(others).toEqual([
    ['?lang=nl', 'Nederlands', 'nl'],
    ['?lang=fr', 'Français', 'fr'],
    ['?lang=de', 'Deutsch', 'de'],
  ]);
});

describe('The statement', () => {
  const rows = async (account = makeAccount()) => {
    const document = await documentOf(makePage(makeOverview({ account })));
    return [...document.querySelectorAll('table')].map((table) =>
      [...table.querySelectorAll('tr')].map((row) => row.textContent?.replace(/\u00A0/g, ' ').trim()),
    );
  };

  test('shows each claim line by line, with rates, VAT and why', async () => {
    const [first] = await rows();
    expect(first).toEqual([
      'Bedrag van de rekening€ 149,99',
      'Van de rekening af− € 20,00',
      'Wettelijke rente4% per jaar, van 20 januari 2026 tot 2 maart 2026€ 0,57',
      'Incassokosten, met € 8,40 btwWij schreven u op 28 januari 2026. Tot en met 12 februari 2026 kon u zonder deze kosten betalen.€ 48,40',
      'Al betaald− € 44,40',
      'Hoeft u niet te betalen− € 1,00',
      'Nog open€ 133,56',
    ]);
  });

  test('adds several claims up, and lists what came in and what went back', async () => {
    const [, , sum, payments, refunds] = await rows();
    expect(sum?.at(-1)).toBe('Nog open€ 213,56');
    expect(payments).toEqual(['20 februari 2026€ 44,40', '21 februari 2026door de bank teruggehaald€ 10,00']);
    expect(refunds).toEqual(['22 februari 2026€ 5,00']);
  });

  test('of one claim has no sum of its own', async () => {
    const { claims, ...rest } = makeAccount({ payments: [], refunds: [] });
    expect(await rows({ ...rest, claims: claims.slice(0, 1) })).toHaveLength(1);
  });
});

describe('What people typed stays text', () => {
  const nasty = '<script>alert(1)</script>"\'&{{ brand }}<b>';

  test('in subjects, numbers of bills and receivers', async () => {
    const account = makeAccount();
    const [claim] = account.claims;
    if (!claim) throw new Error('no claim');
    const { html } = await renderPage(
      makePage(
        makeOverview({
          account: { ...account, claims: [{ ...claim, claim: nasty, subject: nasty }] },
          standing: {
            tasks: [],
            asked: false,
            closed: { outcome: 'handed-over', on: '2026-03-01', handedOverTo: nasty },
          },
        }),
      ),
    );
    expect(html).not.toMatch(/<script>|<b>/);
    expect(
      html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;&#34;&#39;&amp;\{\{ brand \}\}/g),
    ).toHaveLength(3);
  });

  test('in fields that are shown again, and in what the form hides', async () => {
    const typed = { amount: [nasty], what: [nasty] };
    const { html } = await renderPage(makePage(makeForm('pay', { typed, token: nasty })));
    expect(html).not.toMatch(/<script>|<b>/);
    expect(html).toContain('value="&lt;script&gt;');
  });

  test('in names of bills to choose from', async () => {
    const facts = makeFacts({ claims: [{ claim: nasty, subject: nasty }, { claim: 'B' }] });
    const { html } = await renderPage(makePage(makeForm('dispute', { facts })));
    expect(html).not.toMatch(/<script>|<b>/);
  });

  test('in the policy of a creditor', async () => {
    const page = makePage(makeOverview());
    const from = { ...page.from, brand: nasty, creditor: nasty, phone: nasty, email: nasty };
    const { html } = await renderPage({ ...page, from: { ...from } as NonNullable<typeof page.from> });
    expect(html).not.toMatch(/<script>|<b>/);
  });
});

describe('The code for the bank', () => {
  /** Draws the path of the SVG: moves, and strokes one square high. */
  function pixelsOf(svg: string): { pixels: Uint8ClampedArray; side: number } {
    const size = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]);
    const path = /stroke="#000000" d="([^"]+)"/.exec(svg)?.[1] ?? '';
    const scale = 4;
    const side = size * scale;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    let [x, y] = [0, 0];
    for (const [, command, first = '0', second = '0'] of path.matchAll(
      /([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?/g,
    )) {
      if (command === 'M') [x, y] = [Number(first), Math.floor(Number(second))];
      if (command === 'm') [x, y] = [x + Number(first), y + Number(second)];
      if (command !== 'h') continue;
      for (let column = x * scale; column < (x + Number(first)) * scale; column++) {
        for (let row = y * scale; row < (y + 1) * scale; row++) {
          pixels.fill(0, 4 * (row * side + column), 4 * (row * side + column) + 3);
        }
      }
      x += Number(first);
    }
    return { pixels, side };
  }

  test.each([
    ['the whole amount', undefined, 21_356],
    ['the next instalment, while a plan runs', { on: '2026-04-01', cents: 5_000 }, 5_000],
  ])('can be scanned, and asks for %s', async (_, instalment, cents) => {
    const { instalment: __, ...facts } = makeFacts();
    const page = makePage(makeForm('pay', { facts: { ...facts, ...(instalment && { instalment }) } }));
    const { html } = await renderPage(page);
    const { pixels, side } = pixelsOf(/<svg[\s\S]*?<\/svg>/.exec(html)?.[0] ?? '');
    expect(scanner.default(pixels, side, side)?.data).toBe(
      epcPayload({
        name: 'Stg Derdengelden Verzonnen',
        iban: 'NL91ABNA0417164300',
        cents,
        reference: 'RF18539007547034',
      }),
    );
  });

  test.each([
    ['an account that cannot be', { iban: 'NL00ABNA0417164300' }, {}],
    ['another currency', {}, { currency: 'USD' }],
  ])('is left out for %s, and the account is still shown', async (_, from, facts) => {
    const page = makePage(makeForm('pay', { facts: makeFacts(facts) }));
    const { html } = await renderPage({ ...page, ...(page.from && { from: { ...page.from, ...from } }) });
    expect(html).not.toContain('<svg');
    expect(html).toContain('ABNA 0417 1643 00');
  });
});
