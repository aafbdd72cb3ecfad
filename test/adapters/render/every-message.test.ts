import { describe, expect, test } from 'vitest';
import { renderEmail } from '../../../adapters/render/email.ts';
import { renderLetter } from '../../../adapters/render/letter.ts';
import { renderSms } from '../../../adapters/render/sms.ts';
import { Language, Step } from '../../../core/case/words.ts';
import { countries, makeMessage, makeSparseMessage, noSms } from './make-message.ts';

const rows = Step.options.flatMap((step) =>
  Language.options.flatMap((language) => countries.map((country) => ({ step, language, country }))),
);
// A hole, an object or a template that was not filled.
const hole = /undefined|null|NaN|\[object|\{\{|\{%|^::/m;

describe('Every step can be read in every language and country', () => {
  test.each(rows)('$step in $language by e-mail in $country', async ({ step, language, country }) => {
    for (const message of [
      makeMessage(step, {}, 'email', language),
      makeSparseMessage(step, 'email', language),
    ]) {
      const { subject, html, text } = await renderEmail({ ...message, country });
      expect(subject).toMatch(/^\S.{5,90}$/);
      for (const rendered of [subject, html, text]) expect(rendered).not.toMatch(hole);
      // A label with nothing behind it.
      expect(text).not.toMatch(/: ?[.,]|\(\)/);
      expect(text).toContain(message.from.creditor);
    }
  });

  test.each(rows)('$step in $language by letter in $country', async ({ step, language, country }) => {
    for (const message of [
      makeMessage(step, {}, 'letter', language),
      makeSparseMessage(step, 'letter', language),
    ]) {
      const bytes = await renderLetter({ ...message, country });
      expect(Buffer.from(bytes.slice(0, 5)).toString()).toBe('%PDF-');
    }
  });

  test.each(rows.filter(({ step }) => !noSms.has(step)))(
    '$step in $language by SMS in $country: two parts at most, and it says who writes',
    ({ step, language, country }) => {
      const payLink = `https://vriendelijk.example/b/${'x'.repeat(40)}`;
      expect(payLink).toHaveLength(70);
      for (const message of [
        makeMessage(step, { payLink }, 'sms', language),
        makeSparseMessage(step, 'sms', language),
      ]) {
        const { text, parts } = renderSms({ ...message, country });
        expect(text).not.toMatch(hole);
        expect(text).toContain(message.from.brand);
        expect(text).toContain(message.from.creditor);
        expect(text).not.toContain('Noor');
        expect(parts).toBeLessThanOrEqual(2);
      }
    },
  );
});
