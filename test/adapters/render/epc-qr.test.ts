import scanner from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { epcPayload, isCreditorReference, qrSquares, qrSvg } from '../../../adapters/render/epc-qr.ts';
import { qrPng } from '../../../adapters/render/qr-png.ts';

const transfer = {
  name: 'Voorbeeld BV',
  iban: 'NL91ABNA0417164300',
  cents: 15_000,
  reference: 'RF18539007547034',
};

describe('The payment code', () => {
  test('has the ten lines of EPC069-12', () => {
    expect(epcPayload(transfer)).toBe(
      'BCD\n002\n1\nSCT\n\nVoorbeeld BV\nNL91ABNA0417164300\nEUR150.00\n\nRF18539007547034',
    );
  });

  test('takes account and reference as people write them', () => {
    expect(
      epcPayload({ ...transfer, iban: 'nl91 abna 0417 1643 00', reference: 'RF18 5390 0754 7034' }),
    ).toBe(epcPayload(transfer));
  });

  test('holds the digits of a Belgian reference in one that every bank takes', () => {
    const reference = '+++090/9337/55493+++';
    const line =
      epcPayload({ ...transfer, reference })
        .split('\n')
        .at(-1) ?? '';
    expect(line).toMatch(/^RF\d\d090933755493$/);
    expect(isCreditorReference(line)).toBe(true);
    expect(epcPayload({ ...transfer, reference: '090933755493' })).toContain(line);
  });

  test.each([
    [1, 'EUR0.01'],
    [105, 'EUR1.05'],
    [99_999_999_999, 'EUR999999999.99'],
  ])('writes %i cents as %s', (cents, amount) => {
    expect(epcPayload({ ...transfer, cents }).split('\n')[7]).toBe(amount);
  });

  test('cuts a long name at 70 letters and keeps it on its line', () => {
    const name = epcPayload({ ...transfer, name: `Bedrijf\n${'é'.repeat(80)}` }).split('\n')[5] ?? '';
    expect([...name]).toHaveLength(70);
    expect(name).toMatch(/^Bedrijf é+$/);
  });

  test.each([
    ['a wrong IBAN', { iban: 'NL92ABNA0417164300' }],
    ['a wrong reference', { reference: 'RF19539007547034' }],
    ['a wrong Belgian reference', { reference: '+++090/9337/55494+++' }],
    ['no reference', { reference: '' }],
    ['no amount', { cents: 0 }],
    ['half a cent', { cents: 0.5 }],
    ['more than fits', { cents: 100_000_000_000 }],
    ['no name', { name: ' ' }],
    ['a name that makes it too long', { name: '🙂'.repeat(70) }],
  ])('is refused for %s', (_, wrong) => {
    expect(() => epcPayload({ ...transfer, ...wrong })).toThrow(
      expect.objectContaining({ name: 'NoTransferCode' }),
    );
  });

  test('ends with its reference: no text beside it, and nothing after it', () => {
    const lines = epcPayload(transfer).split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe(transfer.reference);
  });

  test('holds at most 331 bytes, and that much still fits the largest code allowed', () => {
    const fits = { ...transfer, name: '' };
    const others = Buffer.byteLength(epcPayload({ ...transfer, name: 'x' })) - 1;
    fits.name = '🙂'.repeat(Math.floor((331 - others) / 4)) + 'x'.repeat((331 - others) % 4);
    const payload = epcPayload(fits);
    expect(Buffer.byteLength(payload)).toBe(331);
    expect(qrSquares(payload).size).toBe(69);
    expect(() => epcPayload({ ...fits, name: `${fits.name}x` })).toThrow('too long');
  });

  // V20 and the other accounts of law and practice.
  test.each([
    ['NL91ABNA0417164300', true],
    ['BE68539007547034', true],
    ['DE89370400440532013000', true],
    ['NL92ABNA0417164300', false],
    ['DE89370400440532013001', false],
  ])('the account %s can be paid into: %s', (iban, valid) => {
    const make = () => epcPayload({ ...transfer, iban });
    if (valid) expect(make().split('\n')[6]).toBe(iban);
    else expect(make).toThrow('the IBAN is not valid');
  });

  test('an ISO 11649 reference has check digits', () => {
    expect(isCreditorReference('RF18539007547034')).toBe(true);
    expect(isCreditorReference('RF18539007547035')).toBe(false);
    expect(isCreditorReference('18539007547034')).toBe(false);
  });

  test('can be scanned, from the image and from the squares drawn on paper', async () => {
    const payload = epcPayload(transfer);
    const image = PNG.sync.read(await qrPng(payload));
    expect(scanner.default(new Uint8ClampedArray(image.data), image.width, image.height)?.data).toBe(payload);

    const { size, dark } = qrSquares(payload);
    // Version 13 has 69 modules; the standard allows no more.
    expect(size).toBeLessThanOrEqual(69);
    const [scale, margin] = [4, 4];
    const side = (size + 2 * margin) * scale;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    for (const { x, y } of dark) {
      for (let dy = 0; dy < scale; dy++) {
        for (let dx = 0; dx < scale; dx++) {
          const pixel = 4 * (((y + margin) * scale + dy) * side + (x + margin) * scale + dx);
          pixels.fill(0, pixel, pixel + 3);
        }
      }
    }
    expect(scanner.default(pixels, side, side)?.data).toBe(payload);
    expect(await qrSvg(payload)).toContain('<svg');
  });
});
