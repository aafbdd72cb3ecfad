import { describe, expect, test } from 'vitest';
import { epcPayload } from '../../../adapters/render/epc-qr.ts';
import { renderLetter } from '../../../adapters/render/letter.ts';
import { inWinAnsi } from '../../../adapters/render/win-ansi.ts';
import type { Message } from '../../../core/message/message.ts';
import { makeClaim, makeMessage } from './make-message.ts';
import { readPdf } from './read-pdf.ts';
import { scanPdf } from './scan-pdf.ts';

const mm = (points: number) => (points * 25.4) / 72;
const letter = (overrides: Partial<Message> = {}) => makeMessage('first-reminder', overrides, 'letter');
const read = async (message: Message, window?: 'left' | 'right') =>
  readPdf(await renderLetter(message, window));

describe('A letter', () => {
  test('says who, to whom, what, how much and how to pay', async () => {
    const { text, lang, title } = await read(letter());
    for (const said of [
      'Noor Verzonnen',
      'Bedachtelaan 12',
      '1234 AB NERGENSHUIZEN',
      '2 maart 2026',
      'RF18 5390 0754 7034',
      'K-40017',
      'Onderwerp: Herinnering: uw rekening van Voorbeeld Warmte',
      'Rekening 2026-00017',
      '€ 129,99',
      '– € 44,40',
      '€ 1.234,56',
      'NL91 ABNA 0417 1643 00',
      'https://vriendelijk.example/b/7hK2mQ9xT4vR8wZ1',
      'Scan deze code',
      'JUS-000123',
      'Pagina 1 van 2',
    ]) {
      expect(text).toContain(said);
    }
    expect(lang).toBe('nl');
    expect(title).toBe('Herinnering: uw rekening van Voorbeeld Warmte');
  });

  test('has a code that a bank reads as the transfer that the letter asks for', async () => {
    const message = letter();
    const { from, asked, reference } = message;
    const code = await scanPdf(await renderLetter(message));
    expect(code).toBe(
      epcPayload({
        name: from.accountName ?? from.creditor,
        iban: from.iban ?? '',
        cents: asked ?? 0,
        reference,
      }),
    );
    expect(await scanPdf(await renderLetter(makeMessage('thanks', {}, 'letter')))).toBeUndefined();
  });

  test.each(['left', 'right'] as const)(
    'has the address, and nothing else, in a window on the %s',
    async (window) => {
      const { pages } = await read(letter(), window);
      const inWindow = (pages[0] ?? []).filter(
        ({ x, y }) =>
          mm(y) > 50 &&
          mm(y) < 90 &&
          (window === 'left' ? mm(x) >= 20 && mm(x) < 110 : mm(x) >= 110 && mm(x) < 200),
      );
      expect(inWindow.map(({ text }) => text)).toEqual([
        'Noor Verzonnen',
        'Bedachtelaan 12',
        '1234 AB NERGENSHUIZEN',
      ]);
    },
  );

  test('names the country of an address abroad', async () => {
    const { to } = letter();
    const postal = { street: 'Verzonnenstraat 3', postcode: '9999', city: 'Nergensgem', country: 'BE' };
    expect((await read(letter({ to: { ...to, postal } }))).text).toContain('9999 NERGENSGEM België');
  });

  test('without an address of our own it carries the number by which the print house finds it', async () => {
    const { to } = letter();
    const { text } = await read(letter({ to: { ...to, postalHeldByCreditor: true } }));
    expect(text).toContain(
      'Noor Verzonnen Klantnummer K-40017 Voor de drukker: adres bij dit klantnummer plaatsen',
    );
    expect(text).not.toContain('Bedachtelaan');
  });

  test('goes over as many pages as it needs; no claim is torn apart and none is lost', async () => {
    const claims = Array.from({ length: 25 }, (_, index) => makeClaim({ claim: `V-${100 + index}` }));
    const { pages } = await read(letter({ claims }));
    expect(pages.length).toBeGreaterThan(4);
    const texts = pages.map((pieces) => pieces.map((piece) => piece.text).join(' '));
    for (const { claim } of claims) {
      expect(texts.filter((text) => text.includes(`Rekening ${claim}`))).toHaveLength(1);
    }
    for (const text of texts) {
      const begun = text.match(/Rekening V-/g)?.length ?? 0;
      const added = text.match(/Alles bij elkaar/g)?.length ?? 0;
      expect(text.match(/Nog open/g) ?? []).toHaveLength(begun + added);
    }
    expect(texts.at(-1)).toContain(`Pagina ${pages.length} van ${pages.length}`);
    for (const { y } of pages.flat()) expect(mm(y)).toBeLessThan(290);
  });

  test('has its feet on the last page, above the page number', async () => {
    const { pages } = await read(letter());
    const foot = pages.at(-1)?.find(({ text }) => text.startsWith('De rekening is van'));
    expect(mm(foot?.y ?? 0)).toBeGreaterThan(240);
  });

  test('is the same, byte for byte, every time', async () => {
    expect(Buffer.from(await renderLetter(letter())).equals(Buffer.from(await renderLetter(letter())))).toBe(
      true,
    );
  });

  test('is not printed with an account that cannot be right', async () => {
    const { from } = letter();
    await expect(
      renderLetter(letter({ from: { ...from, iban: 'NL92ABNA0417164300' } })),
    ).rejects.toMatchObject({
      name: 'NoTransferCode',
    });
  });

  test('has no code where no amount is asked', async () => {
    expect((await read(makeMessage('promise-noted', {}, 'letter'))).text).not.toContain('Scan deze code');
  });
});

describe('Names on paper', () => {
  test.each([
    ['Zoë Ÿzer-Østergård', 'Zoë Ÿzer-Østergård'],
    ['Łukasz Wiśniewski', 'Lukasz Wisniewski'],
    ['Şerife Yıldız', 'Serife Yildiz'],
    ['Đặng Ţăran', 'Dang Taran'],
    ['Zoe\u0308 Dvořák', 'Zoë Dvorák'],
    ['O’Verzonnen – “x”', 'O’Verzonnen – “x”'],
    ['名字', ''],
  ])('%s is printed as %s', (name, printed) => {
    expect(inWinAnsi(name)).toBe(printed);
  });

  test('are greeted as they are printed', async () => {
    const { to } = letter();
    const { text } = await read(letter({ to: { ...to, name: 'Łukasz Dvořák' } }));
    expect(text).toContain('Beste Lukasz Dvorák,');
    expect(text).toContain('Lukasz Dvorák Bedachtelaan 12');
  });

  test('that the fonts cannot show give way to a plain greeting', async () => {
    const { to } = letter();
    const { text } = await read(letter({ to: { ...to, name: '名字 X' } }));
    expect(text).toContain('Goedendag,');
  });

  test('stay text: no tag and no template is read in them', async () => {
    const { to } = letter();
    const { text } = await read(letter({ to: { ...to, name: '<b>Bob</b> {{ brand }}' } }));
    expect(text).toContain('Beste <b>Bob</b> {{ brand }},');
  });
});
