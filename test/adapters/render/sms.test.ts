import { describe, expect, test } from 'vitest';
import { renderSms, smsParts } from '../../../adapters/render/sms.ts';
import { makeMessage } from './make-message.ts';

describe('An SMS is paid by the part', () => {
  test.each([
    ['nothing', '', 1],
    ['160 letters', 'a'.repeat(160), 1],
    ['161 letters', 'a'.repeat(161), 2],
    ['306 letters', 'a'.repeat(306), 2],
    ['307 letters', 'a'.repeat(307), 3],
    ['a euro sign takes two places', `${'a'.repeat(159)}€`, 2],
    ['a euro sign is never cut in two', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
    ['70 with one letter that GSM has not', `${'a'.repeat(69)}ł`, 1],
    ['71 of those', `${'a'.repeat(70)}ł`, 2],
    ['134 of those', `${'a'.repeat(133)}ł`, 2],
    ['135 of those', `${'a'.repeat(134)}ł`, 3],
    ['pictures take two places each', '🙂'.repeat(35), 1],
    ['and are never cut in two', '🙂'.repeat(67), 3],
  ])('%s', (_, text, parts) => {
    expect(smsParts(text)).toBe(parts);
  });

  test('a trema in the creditor’s name does not double the price', () => {
    const { from } = makeMessage();
    const { text, parts } = renderSms(
      makeMessage('first-reminder', { from: { ...from, creditor: 'Coöperatie Zeeën – België' } }),
    );
    expect(text).toContain('Coöperatie Zeeen - Belgie');
    expect(parts).toBe(2);
  });

  test('has plain spaces in amounts', () => {
    expect(renderSms(makeMessage()).text).toBe(
      'Vriendelijk Verzonnen namens Voorbeeld Warmte: uw rekeningen van € 1.234,56 staan nog open. ' +
        'Wilt u betalen uiterlijk op 16 maart 2026? https://vriendelijk.example/b/7hK2mQ9xT4vR8wZ1 ' +
        'Lukt het niet? Bel 085 000 12 34',
    );
  });
});
